"""A lot is what the journal says it is, and so are its holds and the kept balance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.audit.books_of import read_of
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.audit.lots import (
    KeptLot,
    Sums,
    check_balance,
    check_hold,
    check_lot,
    check_origin,
    open_holds_by_lot,
)
from panel_refunds.ledger.audit.tally import LotTally
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.hold import Hold
from panel_refunds.ledger.journal import Entry, Posting
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.wallet import Wallet


@pytest.fixture
def wallet() -> Wallet:
    """A deposit of 50, of which 20 are set aside, and a bonus of 5."""
    made = make_wallet()
    lot = deposited(made, dollars(50))
    set_aside(made, holder="rf_1", purpose="refund", parts=[(lot, dollars(20))], at=day(1))
    grant_bonus(made, amount=dollars(5), tied_to="d1", at=day(1))
    return made


def own(wallet: Wallet) -> Lot:
    return wallet.lots_of("d1")[0]


def codes(wallet: Wallet, kept: KeptLot, **other: Any) -> list[str]:
    """What is wrong with a lot of the wallet."""
    holds = other.get("holds", open_holds_by_lot(wallet.holds.values())[kept.lot.lot_id])
    tally = other.get("tally", read_of(wallet).lots[kept.lot.lot_id])
    return [fault.code for fault in check_lot("wal_1", kept, tally, holds)]


def test_lots_as_they_were_written_have_no_faults(wallet: Wallet) -> None:
    for lot in wallet.lots.values():
        assert codes(wallet, KeptLot(lot, "wal_1", is_open=True)) == []
        assert list(check_origin("wal_1", lot, {"d1"}, ())) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"left": dollars(31)}, ["lot_left_differs"]),
        ({"held": dollars(19)}, ["lot_held_differs", "hold_sum_differs"]),
        ({"amount": dollars(51)}, ["lot_amount_differs"]),
        ({"left": -1}, ["lot_left_differs", "lot_negative"]),
        ({"kind": "bonus"}, ["posting_misplaced"]),
        ({"void": True}, ["void_bonus_with_money"]),
    ],
)
def test_a_lot_that_says_something_else_than_the_journal_is_found(
    wallet: Wallet, change: dict[str, Any], found: list[str]
) -> None:
    assert codes(wallet, KeptLot(replace(own(wallet), **change), "wal_1", is_open=True)) == found


def test_a_lot_of_another_wallet_or_with_the_wrong_flag_is_found(wallet: Wallet) -> None:
    assert codes(wallet, KeptLot(own(wallet), "wal_2", is_open=True)) == ["lot_missing"]
    assert codes(wallet, KeptLot(own(wallet), "wal_1", is_open=False)) == ["lot_flag_wrong"]


def test_a_lot_that_once_had_less_than_nothing_is_found(wallet: Wallet) -> None:
    """The sums are right, the way there was not."""
    tally, lot = LotTally(), replace(own(wallet), amount=1, left=1, held=0)
    for number, amount in enumerate((1, -2, 2), 1):
        leg = Posting("cash", amount, lot.lot_id)
        tally.move(leg, Entry("je", "wal_1", number, "order_charged", "o1", day(0), (leg,), "", ""))

    assert codes(wallet, KeptLot(lot, "wal_1", is_open=True), tally=tally, holds=0) == ["lot_negative"]


@pytest.mark.parametrize(
    ("change", "orders"),
    [
        ({"deposit_id": None}, ()),
        ({"deposit_id": "d2"}, ()),
        ({"kind": "order_refund", "order_id": None}, ()),
        ({"kind": "order_refund", "order_id": "o1"}, ("o2",)),
    ],
)
def test_a_lot_remembers_a_deposit_and_an_order_of_its_wallet(
    wallet: Wallet, change: dict[str, Any], orders: tuple[str, ...]
) -> None:
    found = list(check_origin("wal_1", replace(own(wallet), **change), {"d1"}, orders))

    assert [fault.code for fault in found] == ["lot_origin_missing"]


def test_a_bonus_need_not_be_tied_to_a_deposit(wallet: Wallet) -> None:
    lot = replace(wallet.bonuses_of("d1")[0], deposit_id=None)

    assert list(check_origin("wal_1", lot, (), ())) == []


def test_a_hold_fits_its_lot(wallet: Wallet) -> None:
    (hold,) = wallet.holds.values()
    kept = KeptLot(own(wallet), "wal_1", is_open=True)

    def found(hold: Hold, kept: KeptLot | None) -> list[str]:
        return [fault.code for fault in check_hold("wal_1", hold, kept)]

    assert found(hold, kept) == []
    assert found(replace(hold, amount=-1), kept) == ["hold_negative"]
    assert found(replace(hold, purpose="bonus"), kept) == ["hold_misplaced"]
    assert found(hold, replace(kept, wallet_id="wal_2")) == ["hold_misplaced"]
    assert found(hold, None) == ["hold_misplaced"]


def test_only_open_holds_count() -> None:
    holds = [Hold("h1", "lot_1", "rf_1", "refund", 3), Hold("h2", "lot_1", "rf_2", "refund", 4, "released")]

    assert open_holds_by_lot(holds) == {"lot_1": 3}


def test_the_kept_balance_is_the_sum_of_the_lots(wallet: Wallet) -> None:
    lots = Sums()
    for lot in wallet.lots.values():
        lots.add(lot)
    kept = (wallet.cash, wallet.bonus, wallet.held)

    assert lots.free == {"d1": dollars(30)}
    assert list(check_balance("wal_1", kept, lots)) == []
    for place in range(3):
        wrong = [figure + (place == index) for index, figure in enumerate(kept)]
        assert [fault.code for fault in check_balance("wal_1", tuple(wrong), lots)] == ["balance_differs"]
