"""Money is set aside and let go, each hold at most once."""

from __future__ import annotations

import pytest
from tests.ledger.purse import check_books, day, deposited, dollars, make_wallet

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.lot import Lot
from panel_refunds.ledger.reserve import lot_in_time, release, release_as_returned, set_aside


def held_wallet():
    """50 of which 40 are set aside for rf_1, with the bonus of 5 that came with it."""
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))
    bonus = grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(40))], at=day(1))
    set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(bonus, dollars(5))], at=day(1))
    return wallet


def test_what_is_set_aside_is_not_free_and_a_bonus_out_of_use_is_in_no_figure():
    wallet = held_wallet()

    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(10), 0, dollars(40))
    assert [(hold.purpose, hold.amount) for hold in wallet.holds_for("rf_1")] == [
        ("refund", dollars(40)),
        ("bonus", dollars(5)),
    ]
    check_books(wallet, wallet.written)


def test_a_lot_with_nothing_left_is_not_held_but_an_empty_bonus_is():
    wallet = make_wallet()
    own, bonus = deposited(wallet, dollars(50)), grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))

    assert set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, 0)], at=day(1)) == []
    (hold,) = set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(bonus, 0)], at=day(1))

    assert hold.amount == 0
    assert wallet.entries == 2


def test_no_more_is_set_aside_than_is_free():
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))

    with pytest.raises(BooksDamagedError):
        set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(50) + 1)], at=day(1))


def test_released_money_is_free_again_on_its_own_lot():
    wallet = held_wallet()

    release(wallet, wallet.holds_for("rf_1"), about="rf_1", at=day(2))

    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(50), dollars(5), 0)
    assert len(wallet.lots) == 2
    assert wallet.holds_for("rf_1") == []
    check_books(wallet, wallet.written)


def test_a_hold_is_released_once():
    wallet = held_wallet()
    holds = wallet.holds_for("rf_1")
    release(wallet, holds, about="rf_1", at=day(2))

    with pytest.raises(BooksDamagedError):
        release(wallet, holds, about="rf_1", at=day(3))


def test_money_of_a_failed_refund_comes_back_as_a_lot_that_was_asked_for_in_time():
    wallet = held_wallet()

    (lot,) = release_as_returned(wallet, wallet.holds_for("rf_1"), about="rf_1", asked_at=day(1), at=day(9))

    assert (lot.left, lot.kind, lot.deposit_id, lot.asked_at) == (dollars(40), "deposit", "d1", day(1))
    assert lot.credited_at == day(0)
    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(50), dollars(5), 0)
    assert [each.left for each in wallet.lots_of("d1")] == [dollars(10), dollars(40)]
    check_books(wallet, wallet.written)


def test_of_several_failures_the_first_request_counts():
    wallet = make_wallet()
    first = lot_in_time(wallet, deposited(wallet, dollars(50)), dollars(5), day(1))

    again = lot_in_time(wallet, first, dollars(5), day(20))

    assert again.asked_at == day(1)
    assert again.lot_id != first.lot_id


def test_money_of_an_order_refund_that_failed_to_leave_still_knows_its_order():
    wallet = make_wallet()
    origin = Lot("lot_0", "order_refund", day(0), 9, deposit_id="d1", order_id="o1", returned_at=day(3))

    back = lot_in_time(wallet, origin, 5, day(4))

    assert (back.kind, back.order_id, back.returned_at, back.deposit_id) == ("order_refund", "o1", day(3), "d1")
    assert (back.left, back.held, back.amount) == (0, 0, 5)
