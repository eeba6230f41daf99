"""Where money came from decides where it goes back, so a lot may not say anything else than its first entry."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.audit.books_of import read_of
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.audit.openings import check_opening
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import release_as_returned, set_aside
from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet


@pytest.fixture
def wallet() -> Wallet:
    """One lot of each origin: paid in, given, given back by an order, brought back by a failed refund."""
    made = make_wallet()
    lot = deposited(made, dollars(50))
    grant_bonus(made, amount=dollars(5), tied_to="d1", at=day(0))
    slices = charge_order(made, order_id="o1", amount=dollars(8), first=("cash", "bonus"), at=day(1))
    give_back(made, order_id="o1", slices=slices, amount=dollars(2), how="last_spent_first", at=day(2))
    own = made.lots[lot.lot_id]
    holds = set_aside(made, holder="rf_1", purpose="refund", parts=[(own, dollars(9))], at=day(3))
    release_as_returned(made, holds, about="rf_1", asked_at=day(3), at=day(4))
    return made


def found(wallet: Wallet, lot: Lot) -> list[str]:
    opening = read_of(wallet).lots[lot.lot_id].opening
    assert opening
    slices, refunds = {"o1": {("d1", day(0))}}, {"rf_1": "d1"}
    return [fault.code for fault in check_opening("wal_1", lot, opening, slices=slices, refunds=refunds)]


def test_lots_that_say_where_they_come_from_have_no_faults(wallet: Wallet) -> None:
    kinds = sorted((lot.kind, lot.asked_at is not None) for lot in wallet.lots.values())

    assert kinds == [("bonus", False), ("deposit", False), ("deposit", True), ("order_refund", False)]
    assert [found(wallet, lot) for lot in wallet.lots.values()] == [[], [], [], []]


@pytest.mark.parametrize(
    ("kind", "in_time", "change"),
    [
        ("deposit", False, {"deposit_id": "d2"}),
        ("deposit", False, {"credited_at": day(1)}),
        ("deposit", False, {"asked_at": day(1)}),
        ("deposit", False, {"kind": "order_refund"}),
        ("deposit", True, {"asked_at": None}),
        ("deposit", True, {"deposit_id": "d2"}),
        ("order_refund", False, {"deposit_id": "d2"}),
        ("order_refund", False, {"order_id": "o2"}),
        ("order_refund", False, {"credited_at": day(1)}),
        ("order_refund", False, {"returned_at": day(3)}),
        ("bonus", False, {"kind": "deposit"}),
        ("bonus", False, {"credited_at": day(1)}),
    ],
)
def test_a_lot_that_says_it_came_from_elsewhere_is_found(
    wallet: Wallet, kind: str, in_time: bool, change: dict[str, Any]
) -> None:
    (lot,) = (lot for lot in wallet.lots.values() if (lot.kind, lot.asked_at is not None) == (kind, in_time))

    assert found(wallet, replace(lot, **change)) == ["lot_origin_differs"]
