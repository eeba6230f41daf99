"""The tables come and go, and nothing else changes."""

from __future__ import annotations

from sqlalchemy import inspect

from panel_refunds.store import Store


def test_the_tables_are_there_while_the_revision_is(empty: Store) -> None:
    empty.migrate("0014")
    with_them = tables(empty)
    empty.downgrade("0013")
    assert with_them - tables(empty) == {"staff_identity", "kept_words"}


def tables(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())
