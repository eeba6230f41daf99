"""Orders give money back to the lots that paid: never more than they paid, and never past what stands in between."""

from __future__ import annotations

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet, piece

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.account import BONUS_HELD, DISPUTE_LOSSES, FORFEITS, PROMOTIONS, SALES
from panel_refunds.ledger.bonus import grant_bonus, void_bonuses
from panel_refunds.ledger.dispute import Loss, lose_deposit
from panel_refunds.ledger.give_back import Obstacles, give_back, share_out
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.spend import charge_order

HOWS = ["last_spent_first", "by_share", "bonus_first"]


@st.composite
def charged_orders(draw):
    """Slices of an order of which nothing came back yet, and a row of amounts that come back one after the other."""
    amounts = draw(st.lists(st.integers(1, 10**11), min_size=1, max_size=6))
    kinds = [draw(st.sampled_from(["bonus", "deposit", "order_refund"])) for _ in amounts]
    slices = [piece(seq, amount, kind=kind) for seq, (amount, kind) in enumerate(zip(amounts, kinds, strict=True))]
    steps, left = [], sum(amounts)
    for _ in range(draw(st.integers(1, 4))):
        step = draw(st.integers(0, left))
        steps.append(step)
        left -= step
    return slices, steps


def returned(slices, amount, how):
    """The slices after ``amount`` came back."""
    parts = {one.seq: part for one, part in share_out(slices, amount, how)}
    return [replace(one, returned=one.returned + parts.get(one.seq, 0)) for one in slices]


@pytest.mark.parametrize("how", HOWS)
@given(charged_orders())
def test_all_of_it_comes_back_and_no_slice_gives_more_than_it_paid(how, order):
    slices, steps = order
    for amount in steps:
        parts = share_out(slices, amount, how)
        assert sum(part for _, part in parts) == amount
        assert all(0 < part <= one.outstanding for one, part in parts)
        assert len({one.seq for one, _ in parts}) == len(parts)
        slices = returned(slices, amount, how)
    assert sum(one.returned for one in slices) == sum(steps)


@pytest.mark.parametrize("how", HOWS)
@given(charged_orders(), st.integers(0, 10**11))
def test_who_gets_more_back_gets_no_less_from_any_slice(how, order, more):
    slices, (amount, *_) = order
    larger = min(amount + more, sum(one.amount for one in slices))
    small, large = returned(slices, amount, how), returned(slices, larger, how)

    slack = len(slices) if how == "by_share" else 0  # units that rounding hands to one slice or another
    assert all(one.returned <= other.returned + slack for one, other in zip(small, large, strict=True))


@given(charged_orders())
def test_by_share_each_slice_is_within_a_unit_per_slice_of_its_exact_share(order):
    slices, steps = order
    charge, total = sum(one.amount for one in slices), 0
    for amount in steps:
        slices = returned(slices, amount, "by_share")
        total += amount
        for one in slices:
            assert abs(one.returned - Fraction(total * one.amount, charge)) <= len(slices)


@given(charged_orders())
def test_what_was_spent_last_comes_back_first(order):
    slices, (amount, *_) = order

    after = returned(slices, amount, "last_spent_first")

    for earlier, later in itertools.pairwise(after):
        assert not earlier.returned or not later.outstanding


@given(charged_orders())
def test_bonus_first_leaves_own_money_until_all_bonus_is_back(order):
    slices, (amount, *_) = order

    after = returned(slices, amount, "bonus_first")

    own = sum(one.returned for one in after if one.kind != "bonus")
    assert not own or not sum(one.outstanding for one in after if one.kind == "bonus")


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("amount", [-1, 101])
def test_more_than_is_outstanding_and_less_than_nothing_cannot_come_back(how, amount):
    with pytest.raises(BooksDamagedError, match="cannot come back"):
        share_out([piece(0, 60), piece(1, 50, returned=10)], amount, how)


def test_by_share_of_a_third_and_two_thirds():
    slices = [piece(0, 30, kind="bonus"), piece(1, 60)]

    assert {one.seq: part for one, part in share_out(slices, 45, "by_share")} == {0: 15, 1: 30}


# ---------------------------------------------------------------- into the wallet


def spent_wallet(bonus: float = 0, tied: bool = True):
    """30 of day 0 and 20 of day 1, all spent on o1 with the bonus first."""
    wallet = make_wallet()
    deposited(wallet, dollars(30), "d1", at=0)
    deposited(wallet, dollars(20), "d2", at=1)
    if bonus:
        grant_bonus(wallet, amount=dollars(bonus), tied_to="d1" if tied else None, at=day(0))
    slices = charge_order(wallet, order_id="o1", amount=dollars(50 + bonus), first=("bonus", "cash"), at=day(2))
    return wallet, slices


def back(wallet, slices, amount, how="last_spent_first", **obstacles):
    return give_back(
        wallet,
        order_id="o1",
        slices=slices,
        amount=dollars(amount),
        how=how,
        at=day(5),
        obstacles=Obstacles(**obstacles),
    )


def test_own_money_comes_back_as_a_lot_that_remembers_its_deposit_and_its_age():
    wallet, slices = spent_wallet()

    changed = back(wallet, slices, 25)

    assert [(one.deposit_id, one.returned) for one in changed] == [("d2", dollars(20)), ("d1", dollars(5))]
    for deposit_id, age, left in (("d1", 0, 5), ("d2", 1, 20)):
        (lot,) = [lot for lot in wallet.lots_of(deposit_id) if lot.left]
        assert (lot.kind, lot.credited_at, lot.returned_at) == ("order_refund", day(age), day(5))
        assert (lot.left, lot.order_id) == (dollars(left), "o1")
    assert in_accounts(wallet.written)[SALES] == dollars(25)
    check_books(wallet, wallet.written)


def test_money_that_came_back_twice_still_goes_home_to_its_deposit():
    """F24: a refund booked as new money could leave to another card."""
    wallet, slices = spent_wallet()
    back(wallet, slices, 50)
    second = charge_order(wallet, order_id="o2", amount=dollars(50), first=("bonus", "cash"), at=day(6))

    give_back(wallet, order_id="o2", slices=second, amount=dollars(50), how="by_share", at=day(7))

    assert {lot.deposit_id: lot.left for lot in wallet.lots.values() if lot.left} == {
        "d1": dollars(30),
        "d2": dollars(20),
    }
    check_books(wallet, wallet.written)


def test_the_bonus_part_of_an_order_comes_back_as_bonus():
    """F15."""
    wallet, slices = spent_wallet(bonus=5)

    back(wallet, slices, 55)

    assert (wallet.cash, wallet.bonus) == (dollars(50), dollars(5))
    check_books(wallet, wallet.written)


def test_nothing_comes_back_as_nothing():
    wallet, slices = spent_wallet()

    assert back(wallet, slices, 0) == []
    assert wallet.written[-1].kind == "order_charged"


def test_money_of_a_disputed_deposit_is_set_aside_at_once():
    """F13."""
    wallet, slices = spent_wallet()

    back(wallet, slices, 50, disputed={"d1": "dsp_1"})

    assert (wallet.cash, wallet.held) == (dollars(20), dollars(30))
    assert [(hold.purpose, hold.amount) for hold in wallet.holds_for("dsp_1")] == [("dispute", dollars(30))]
    check_books(wallet, wallet.written)


def lost(wallet, amount):
    """The dispute about so much of d1 was lost with nothing left of it: all of it is the house's loss."""
    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(amount), at=day(3))
    return {"d1": [Loss("dsp_1", dollars(amount))]}


def test_money_of_a_lost_dispute_covers_the_house_s_loss():
    wallet, slices = spent_wallet()
    losses = lost(wallet, 30)

    changed = back(wallet, slices, 50, lost=losses)

    assert wallet.cash == dollars(20)
    assert in_accounts(wallet.written)[DISPUTE_LOSSES] == 0
    assert sum(one.returned for one in changed) == dollars(50)
    check_books(wallet, wallet.written)


def test_beyond_the_loss_money_of_a_lost_dispute_is_the_customer_s():
    """The bank took 12 of 30: the first 12 that come back cover that, whichever order and call they come with."""
    wallet, slices = spent_wallet()
    losses = lost(wallet, 12)

    still = slices
    for amount, cash in ((25, 20), (5, 20), (8, 26), (12, 38)):
        new = {one.seq: one for one in back(wallet, still, amount, lost=losses)}
        still = [new.get(one.seq, one) for one in still]
        assert wallet.cash == dollars(cash)

    assert in_accounts(wallet.written)[DISPUTE_LOSSES] == 0
    assert sum(lot.left for lot in wallet.lots_of("d1")) == dollars(18)
    assert {hold.state for hold in wallet.holds.values()} == {"settled"}
    check_books(wallet, wallet.written)


def test_what_is_contested_anew_is_set_aside_only_beyond_the_earlier_loss():
    wallet, slices = spent_wallet()
    losses = lost(wallet, 12)

    back(wallet, slices, 50, lost=losses, disputed={"d1": "dsp_2"})

    assert (wallet.cash, wallet.held) == (dollars(20), dollars(18))
    assert [hold.amount for hold in wallet.holds_for("dsp_2")] == [dollars(18)]
    check_books(wallet, wallet.written)


def test_money_of_a_forfeited_account_is_forfeited():
    wallet, slices = spent_wallet(bonus=5)

    back(wallet, slices, 55, forfeited=True, disputed={"d1": "dsp_1"})

    assert (wallet.cash, wallet.bonus, wallet.held) == (0, 0, 0)
    accounts = in_accounts(wallet.written)
    assert (accounts[FORFEITS], accounts[PROMOTIONS]) == (dollars(50), 0)
    check_books(wallet, wallet.written)


@pytest.mark.parametrize("spent_all", [True, False])
def test_a_bonus_out_of_use_catches_what_an_order_gives_back_meanwhile(spent_all):
    wallet, slices = spent_wallet(bonus=5)
    (bonus,) = wallet.bonuses_of("d1")
    if spent_all:
        set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(bonus, 0)], at=day(3))

    back(wallet, slices, 55, bonus_out_of_use={"d1": "rf_1"})

    assert wallet.bonus == 0
    assert [(hold.purpose, hold.amount, hold.lot_id) for hold in wallet.holds_for("rf_1")] == [
        ("bonus", dollars(5), bonus.lot_id)
    ]
    assert in_accounts(wallet.written)[BONUS_HELD] == dollars(5)
    check_books(wallet, wallet.written)


def test_a_bonus_out_of_use_of_one_deposit_says_nothing_of_another():
    wallet, slices = spent_wallet(bonus=5)

    back(wallet, slices, 55, bonus_out_of_use={"d2": "rf_1"})

    assert wallet.bonus == dollars(5)


def test_a_void_bonus_stays_void():
    """F14."""
    wallet, slices = spent_wallet(bonus=5)
    void_bonuses(wallet, wallet.bonuses_of("d1"), about="rf_1", at=day(3))

    back(wallet, slices, 55)

    assert (wallet.cash, wallet.bonus) == (dollars(50), 0)
    assert in_accounts(wallet.written)[PROMOTIONS] == 0
    check_books(wallet, wallet.written)


def test_a_spent_bonus_that_a_refund_charged_for_comes_back_as_own_money():
    wallet, slices = spent_wallet(bonus=5)
    void_bonuses(wallet, wallet.bonuses_of("d1"), about="rf_1", at=day(3))
    (bonus,) = wallet.bonuses_of("d1")
    wallet.change_lot(replace(bonus, deducted=dollars(2)))

    back(wallet, slices, 4, how="bonus_first")

    (lot,) = [lot for lot in wallet.lots_of("d1") if lot.left]
    assert (lot.kind, lot.left) == ("order_refund", dollars(2))
    assert wallet.lots[bonus.lot_id].deducted == 0
    assert wallet.bonus == 0
    check_books(wallet, wallet.written)


def test_own_money_that_paid_for_a_bonus_is_stopped_by_a_dispute_too():
    """F13: a contested payment pays nothing back by another way."""
    for is_lost in (False, True):
        wallet, slices = spent_wallet(bonus=5)
        losses = lost(wallet, 30) if is_lost else {}
        void_bonuses(wallet, wallet.bonuses_of("d1"), about="rf_1", at=day(3))
        (bonus,) = wallet.bonuses_of("d1")
        wallet.change_lot(replace(bonus, deducted=dollars(2)))

        disputed = {} if is_lost else {"d1": "dsp_1"}
        back(wallet, slices, 4, how="bonus_first", disputed=disputed, lost=losses)

        assert wallet.cash == 0
        assert wallet.held == (0 if is_lost else dollars(2))
        assert in_accounts(wallet.written)[DISPUTE_LOSSES] == (-dollars(28) if is_lost else 0)
        check_books(wallet, wallet.written)


def test_own_money_that_does_not_know_its_deposit_is_damage():
    wallet, slices = spent_wallet()

    with pytest.raises(BooksDamagedError, match="without a deposit"):
        back(wallet, [replace(one, deposit_id=None) for one in slices], 1)
