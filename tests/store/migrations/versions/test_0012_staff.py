"""The staff's tables come and go; what was done before stays, with nothing in the new columns."""

from __future__ import annotations

from uuid import uuid4

from sqlalchemy import inspect, text

from panel_refunds.store import Store

THEIRS = {"staff", "staff_pass", "staff_recovery_code", "staff_failed_tries"}


def test_the_tables_are_there_while_the_revision_is_and_old_acts_stay(empty: Store) -> None:
    empty.migrate("0011")
    before = tables(empty)
    with empty.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO action VALUES (:tenant, 'aud_1', 'ana', 'look', 'x', '2026-01-01T00:00:00+00:00', '', '{}')"
            ),
            {"tenant": uuid4().hex if empty.dialect == "sqlite" else uuid4()},
        )
    empty.migrate("0012")
    assert tables(empty) - before == THEIRS
    assert acts(empty, "door, before, after") == [(None, None, None)]
    empty.downgrade("0011")
    assert tables(empty) == before
    assert acts(empty, "action_id") == [("aud_1",)]


def tables(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def acts(store: Store, columns: str) -> list[tuple[object, ...]]:
    with store.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM action"))]
