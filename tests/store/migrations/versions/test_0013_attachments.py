"""The table of attachments comes and goes, and nothing else with it."""

from __future__ import annotations

from sqlalchemy import inspect

from panel_refunds.store import Store


def test_the_table_is_there_while_the_revision_is(empty: Store) -> None:
    empty.migrate("0012")
    before = tables(empty)
    empty.migrate("0013")
    assert tables(empty) - before == {"attachment"}
    empty.downgrade("0012")
    assert tables(empty) == before


def tables(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())
