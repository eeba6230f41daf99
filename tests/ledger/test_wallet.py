"""A wallet moves money only by balanced postings, and no lot falls below zero."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.purse import check_books, day, deposited, dollars, make_wallet

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.account import BONUS, CASH, HELD, SALES
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import release, set_aside
from panel_refunds.ledger.wallet import Wallet, free_account


def test_an_entry_that_moves_nothing_is_not_written():
    wallet = make_wallet()

    assert wallet.post("nothing", "x", day(0), [Posting(CASH, 0, "lot_1"), Posting(SALES, 0)]) is None
    assert wallet.entries == 0


def test_postings_that_do_not_balance_move_nothing():
    wallet = make_wallet()
    lot = deposited(wallet, dollars(50))

    with pytest.raises(BooksDamagedError, match="do not balance"):
        wallet.post("theft", "x", day(1), [Posting(CASH, -1, lot.lot_id)])
    assert wallet.cash == dollars(50)
    assert wallet.entries == 1


@pytest.mark.parametrize("account", [CASH, HELD])
def test_no_lot_falls_below_zero(account):
    wallet = make_wallet()
    lot = deposited(wallet, 10)

    with pytest.raises(BooksDamagedError, match="below zero"):
        wallet.post("spent", "x", day(1), [Posting(account, -11, lot.lot_id), Posting(SALES, 11)])


def test_bonus_money_is_never_booked_on_an_account_of_own_money():
    wallet = make_wallet()
    bonus = grant_bonus(wallet, amount=10, tied_to=None, at=day(0))
    own = deposited(wallet, 10)

    with pytest.raises(BooksDamagedError, match="bonus"):
        wallet.post("mixed", "x", day(1), [Posting(CASH, -10, bonus.lot_id), Posting(SALES, 10)])
    with pytest.raises(BooksDamagedError, match="deposit"):
        wallet.post("mixed", "x", day(1), [Posting(BONUS, -10, own.lot_id), Posting(SALES, 10)])
    assert (free_account(bonus), free_account(own)) == (BONUS, CASH)


def test_a_new_lot_is_new_and_empty():
    wallet = make_wallet()
    lot = deposited(wallet, 10)

    with pytest.raises(BooksDamagedError):
        wallet.add_lot(replace(lot, left=0))
    with pytest.raises(BooksDamagedError):
        wallet.add_lot(Lot("lot_x", "deposit", day(0), 10, left=10))


def test_a_closed_hold_never_changes():
    wallet = make_wallet()
    (hold,) = set_aside(wallet, holder="rf_1", purpose="refund", parts=[(deposited(wallet, 10), 5)], at=day(1))
    release(wallet, [hold], about="rf_1", at=day(2))

    with pytest.raises(BooksDamagedError, match="at most once"):
        wallet.change_hold(replace(hold, state="settled"))


def test_a_wallet_notes_what_the_store_has_to_write():
    lot = Lot("lot_1", "deposit", day(0), 10, left=10, deposit_id="d1")
    wallet = Wallet("wal_1", "c1", "USD", new_id=make_wallet().new_id, lots=[lot], entries=7, head_hash="a" * 64)

    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(lot, 4)], at=day(1))
    fresh = deposited(wallet, 3, "d2")

    assert wallet.changed_lots == {"lot_1"}
    assert wallet.new_lots == {fresh.lot_id}
    assert (len(wallet.new_holds), len(wallet.changed_holds)) == (1, 0)
    assert [entry.number for entry in wallet.written] == [8, 9]
    assert wallet.written[0].previous_hash == "a" * 64
    assert wallet.change_of(CASH) == -4 + 3
    assert wallet.change_of(HELD) == 4


def test_a_lot_loaded_on_demand_does_not_overwrite_the_one_at_work():
    wallet = make_wallet()
    lot = deposited(wallet, 10)

    wallet.adopt([replace(lot, left=0), Lot("lot_old", "bonus", day(0), 5)])

    assert wallet.lots[lot.lot_id].left == 10
    assert "lot_old" in wallet.lots
    assert not wallet.changed_lots


def test_the_holds_of_a_refund_are_its_open_ones_in_their_order():
    wallet = make_wallet()
    lots = [deposited(wallet, 10, f"d{number}") for number in range(3)]
    holds = set_aside(wallet, holder="rf_1", purpose="refund", parts=[(lot, 5) for lot in lots], at=day(1))
    set_aside(wallet, holder="rf_2", purpose="refund", parts=[(wallet.lots[lots[0].lot_id], 5)], at=day(1))
    release(wallet, holds[1:2], about="rf_1", at=day(2))

    assert wallet.holds_for("rf_1") == [holds[0], holds[2]]
    check_books(wallet, wallet.written)
