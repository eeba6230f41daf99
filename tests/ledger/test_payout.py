"""Refunds leave the books when the gateway made them, and come back when they failed afterwards."""

from __future__ import annotations

import pytest
from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet

from panel_refunds.errors import BooksDamagedError
from panel_refunds.ledger.account import OWN_FEES, PROCESSOR_FEES, PROMOTIONS, clearing
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.deposit import book_fee
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.payout import Split, reverse_refund, settle_refund
from panel_refunds.ledger.reserve import set_aside
from panel_refunds.ledger.spend import charge_order

SPLIT = Split(dollars(40), processor_fee=dollars(1.75), own_fee=dollars(1), bonus_deducted=dollars(0.5))


def held_wallet(bonus_out_of_use: bool = True):
    """50 with a fee of 1.75 and a bonus of 5; 40 are set aside for rf_1."""
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))
    book_fee(wallet, deposit_id="d1", gateway="stripe", fee=dollars(1.75), at=day(0))
    bonus = grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(40))], at=day(1))
    if bonus_out_of_use:
        set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(bonus, bonus.left)], at=day(1))
    return wallet


def settle(wallet, split=SPLIT):
    settle_refund(wallet, refund_id="rf_1", gateway="stripe", split=split, bonuses=wallet.bonuses_of("d1"), at=day(2))


def reverse(wallet, split=SPLIT, restore_bonus=True):
    settled = [hold for hold in wallet.holds.values() if hold.state == "settled"]
    return reverse_refund(
        wallet,
        refund_id="rf_1",
        gateway="stripe",
        split=split,
        settled=settled,
        restore_bonus=restore_bonus,
        asked_at=day(1),
        at=day(9),
    )


def test_what_is_kept_and_what_arrives_make_up_the_gross():
    assert SPLIT.kept == dollars(3.25)
    assert SPLIT.net == dollars(36.75)


def test_a_paid_refund_leaves_the_wallet_line_by_line():
    wallet = held_wallet()

    settle(wallet)

    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(10), 0, 0)
    accounts = in_accounts(wallet.written)
    assert accounts[clearing("stripe")] == dollars(-50 + 1.75 + 36.75)
    assert accounts[PROCESSOR_FEES] == 0
    assert accounts[OWN_FEES] == dollars(1)
    assert accounts[PROMOTIONS] == dollars(0.5)
    assert not wallet.holds_for("rf_1")
    check_books(wallet, wallet.written)


@pytest.mark.parametrize("bonus_out_of_use", [True, False])
def test_the_bonus_of_a_refunded_deposit_is_void_whether_or_not_it_was_out_of_use(bonus_out_of_use):
    """F14."""
    wallet = held_wallet(bonus_out_of_use)

    settle(wallet)

    (bonus,) = wallet.bonuses_of("d1")
    assert bonus.void
    assert not bonus.open
    check_books(wallet, wallet.written)


@pytest.mark.parametrize(
    "split",
    [
        Split(dollars(39)),
        Split(dollars(41)),
        Split(dollars(40), processor_fee=dollars(40)),
        Split(dollars(40), own_fee=dollars(41)),
    ],
)
def test_a_refund_whose_figures_and_holds_differ_or_that_pays_nothing_is_not_booked(split):
    wallet = held_wallet()
    entries = wallet.entries

    with pytest.raises(BooksDamagedError):
        settle(wallet, split)
    assert wallet.entries == entries


def test_a_refund_is_settled_once():
    """F3."""
    wallet = held_wallet()
    settle(wallet)

    with pytest.raises(BooksDamagedError):
        settle(wallet)


@pytest.mark.parametrize("bonus_out_of_use", [True, False])
def test_a_refund_that_failed_afterwards_brings_everything_back(bonus_out_of_use):
    """F10."""
    wallet = held_wallet(bonus_out_of_use)
    settle(wallet)

    (lot,) = reverse(wallet)

    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(50), dollars(5), 0)
    assert (lot.left, lot.asked_at, lot.deposit_id, lot.kind) == (dollars(40), day(1), "d1", "deposit")
    assert not any(each.void for each in wallet.bonuses_of("d1"))
    accounts = in_accounts(wallet.written)
    assert accounts[clearing("stripe")] == dollars(-48.25)
    assert (accounts[PROCESSOR_FEES], accounts[OWN_FEES], accounts[PROMOTIONS]) == (-dollars(1.75), 0, -dollars(5))
    check_books(wallet, wallet.written)


def test_where_the_policy_does_not_give_bonuses_back_they_stay_void():
    wallet = held_wallet()
    settle(wallet)

    reverse(wallet, restore_bonus=False)

    assert (wallet.cash, wallet.bonus) == (dollars(50), 0)
    assert all(each.void for each in wallet.bonuses_of("d1"))
    check_books(wallet, wallet.written)


@pytest.mark.parametrize("bonus_out_of_use", [True, False])
def test_a_bonus_that_was_spent_altogether_lives_again_when_the_refund_failed(bonus_out_of_use):
    wallet = make_wallet()
    own = deposited(wallet, dollars(50))
    grant_bonus(wallet, amount=dollars(5), tied_to="d1", at=day(0))
    slices = charge_order(wallet, order_id="o1", amount=dollars(5), first=("bonus", "cash"), at=day(0))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(own, dollars(40))], at=day(1))
    if bonus_out_of_use:
        parts = [(lot, lot.left) for lot in wallet.bonuses_of("d1")]
        set_aside(wallet, holder="rf_1", purpose="bonus", parts=parts, at=day(1))
    settle(wallet, Split(dollars(40)))
    reverse(wallet, Split(dollars(40)))

    give_back(wallet, order_id="o1", slices=slices, amount=dollars(5), how="last_spent_first", at=day(10))

    assert (wallet.cash, wallet.bonus) == (dollars(50), dollars(5))
    check_books(wallet, wallet.written)
