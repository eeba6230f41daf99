"""A record becomes a row and a row the same record; saving is an upsert by the key."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from panel_refunds.ledger.lot import Lot
from panel_refunds.store import wallets
from panel_refunds.store.shape import Shape
from panel_refunds.store.tables import LotRow

AT = datetime(2026, 1, 2, 3, 4, 5, 6, tzinfo=UTC)
LOT = Lot("lot_1", "deposit", AT, 50, left=20, held=5, deposit_id="dep_1", void=False)


def test_a_record_becomes_a_row_of_plain_values():
    row = wallets.LOTS.row(LOT, "wal_1", True)

    assert dict(zip(wallets.LOTS.names, row, strict=True))["credited_at"] == "2026-01-02T03:04:05.000006+00:00"
    assert {type(value) for value in row} <= {str, int, bool, type(None)}


def test_a_row_of_sqlite_becomes_the_record_and_leaves_what_stands_behind():
    row = wallets.LOTS.row(LOT, "wal_1", True)

    assert wallets.LOTS.read([int(value) if value is False else value for value in row], "sqlite") == LOT


@pytest.mark.parametrize("shape", [value for value in vars(wallets).values() if isinstance(value, Shape)])
def test_rows_are_given_in_the_order_of_the_columns(shape):
    in_table = [column.name for column in shape.table.columns if column.name != "tenant_id"]

    assert in_table == list(shape.names)


def test_saving_changes_everything_but_the_key():
    sql = Shape(Lot, LotRow, extra=("wallet_id", "is_open")).save["postgresql"].on("postgresql").sql
    changes = sql.partition("DO UPDATE SET")[2]

    assert "held = excluded.held" in changes
    assert "lot_id = " not in changes.replace("deposit_id", "")
    assert "tenant_id" not in changes
