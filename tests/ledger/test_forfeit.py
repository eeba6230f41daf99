"""A forfeiture takes the whole balance for good, except what a gateway already has."""

from __future__ import annotations

import pytest
from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet

from panel_refunds.ledger.account import FORFEITS, PROMOTIONS
from panel_refunds.ledger.bonus import grant_bonus
from panel_refunds.ledger.dispute import freeze_deposit
from panel_refunds.ledger.forfeit import forfeit_wallet
from panel_refunds.ledger.payout import Split, settle_refund
from panel_refunds.ledger.reserve import set_aside


@pytest.fixture
def wallet():
    """Free 10, a bonus of 5; 20 asked back with their bonus of 3, 30 asked back and at the gateway, 8 disputed."""
    wallet = make_wallet()
    lots = {name: deposited(wallet, dollars(amount), name) for name, amount in (("d1", 30), ("d2", 30), ("d3", 8))}
    grant_bonus(wallet, amount=dollars(5), tied_to=None, at=day(0))
    tied = grant_bonus(wallet, amount=dollars(3), tied_to="d1", at=day(0))
    set_aside(wallet, holder="rf_1", purpose="refund", parts=[(lots["d1"], dollars(20))], at=day(1))
    set_aside(wallet, holder="rf_1", purpose="bonus", parts=[(tied, tied.left)], at=day(1))
    set_aside(wallet, holder="rf_2", purpose="refund", parts=[(lots["d2"], dollars(30))], at=day(1))
    freeze_deposit(wallet, dispute_id="dsp_1", deposit_id="d3", at=day(1))
    return wallet


def forfeit(wallet, takes=("cash", "bonus"), spare=("rf_2",)):
    return forfeit_wallet(wallet, about="c1", takes=takes, spare=set(spare), at=day(2))


def test_own_money_bonus_and_what_was_set_aside_are_taken_at_once(wallet):
    taken = forfeit(wallet, spare=())

    assert taken == dollars(10 + 5 + 20 + 3 + 30 + 8)
    assert (wallet.cash, wallet.bonus, wallet.held) == (0, 0, 0)
    assert not any(lot.open for lot in wallet.lots.values())
    accounts = in_accounts(wallet.written)
    assert (accounts[FORFEITS], accounts[PROMOTIONS]) == (dollars(68), 0)
    # Settled for a dispute is what the bank took; this was taken by the house.
    assert {(hold.purpose, hold.state) for hold in wallet.holds.values()} == {
        ("refund", "settled"),
        ("bonus", "settled"),
        ("dispute", "released"),
    }
    check_books(wallet, wallet.written)


def test_what_the_gateway_already_has_goes_on(wallet):
    taken = forfeit(wallet)

    assert taken == dollars(46)
    assert (wallet.cash, wallet.held) == (0, dollars(30))
    settle_refund(wallet, refund_id="rf_2", gateway="stripe", split=Split(dollars(30)), bonuses=[], at=day(3))
    assert wallet.held == 0
    check_books(wallet, wallet.written)


def test_a_policy_may_take_the_bonus_alone(wallet):
    assert forfeit(wallet, takes=("bonus",)) == dollars(8)
    assert (wallet.cash, wallet.bonus, wallet.held) == (dollars(10), 0, dollars(58))
    check_books(wallet, wallet.written)


def test_there_is_nothing_to_take_a_second_time(wallet):
    forfeit(wallet, spare=())
    entries = wallet.entries

    assert forfeit(wallet, spare=()) == 0
    assert wallet.entries == entries
