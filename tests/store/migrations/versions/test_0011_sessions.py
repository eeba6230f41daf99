"""The tables of sessions come and go, and nothing else with them."""

from __future__ import annotations

from sqlalchemy import inspect

from panel_refunds.store import Store


def test_the_tables_are_there_while_the_revision_is(empty: Store) -> None:
    empty.migrate("0010")
    before = tables(empty)
    empty.migrate("0011")
    assert tables(empty) - before >= {"session", "sign_in_link"}
    empty.downgrade("0010")
    assert tables(empty) == before


def tables(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())
