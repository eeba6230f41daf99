"""Two tables come and go; what the gateways told before stays."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import inspect

from panel_refunds.store import Notice, Store

TOLD = Notice("card", "evt_1", "warning", "issfr_1", ("ch_1",), "word", datetime(2026, 3, 2, tzinfo=UTC))
NEW = {"reconciliation", "difference"}


def tables(store: Store) -> set[str]:
    with store.engine.connect() as connection:
        return set(inspect(connection).get_table_names())


def test_what_was_told_outlives_the_tables_of_comparing(empty: Store) -> None:
    empty.migrate()
    with empty.begin(UUID(int=1), new_id=str) as books:
        books.add_notice(TOLD)

    assert tables(empty) >= NEW
    empty.downgrade("0005")
    assert not tables(empty) & NEW
    empty.migrate()
    with empty.read(UUID(int=1)) as books:
        assert books.find_notice("card", "evt_1") == TOLD
        assert books.find_reconciliation("card") is None
