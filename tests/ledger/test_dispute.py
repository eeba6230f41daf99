"""A disputed payment is frozen; won it is free again, lost it is gone, and what was spent is the house's loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.purse import check_books, day, deposited, dollars, in_accounts, make_wallet

from panel_refunds.ledger.account import CASH, DISPUTE_LOSSES, SALES, clearing
from panel_refunds.ledger.dispute import Loss, cover_losses, freeze_deposit, lose_deposit, uncovered, unfreeze_deposit
from panel_refunds.ledger.give_back import give_back
from panel_refunds.ledger.journal import Posting
from panel_refunds.ledger.spend import charge_order


@pytest.fixture
def wallet():
    """50 and 20; 10 of the 50 were spent and 4 of them came back; the 50 are disputed."""
    wallet = make_wallet()
    deposited(wallet, dollars(50), "d1")
    deposited(wallet, dollars(20), "d2", at=1)
    slices = charge_order(wallet, order_id="o1", amount=dollars(10), first=("bonus", "cash"), at=day(2))
    give_back(wallet, order_id="o1", slices=slices, amount=dollars(4), how="by_share", at=day(3))
    freeze_deposit(wallet, dispute_id="dsp_1", deposit_id="d1", at=day(4))
    return wallet


def test_all_that_is_left_of_the_deposit_is_set_aside_in_whichever_lot_it_is(wallet):
    assert (wallet.cash, wallet.held) == (dollars(20), dollars(44))
    assert len(wallet.holds_for("dsp_1")) == 2
    check_books(wallet, wallet.written)


def test_freezing_again_catches_only_what_came_since(wallet):
    freeze_deposit(wallet, dispute_id="dsp_1", deposit_id="d1", at=day(5))

    assert wallet.held == dollars(44)
    assert len(wallet.holds_for("dsp_1")) == 2


def test_won_it_is_free_again(wallet):
    unfreeze_deposit(wallet, dispute_id="dsp_1", at=day(9))

    assert (wallet.cash, wallet.held) == (dollars(64), 0)
    check_books(wallet, wallet.written)


def test_lost_it_is_gone_and_what_was_spent_is_the_house_s_loss(wallet):
    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(50), at=day(9))

    assert (wallet.cash, wallet.held) == (dollars(20), 0)
    accounts = in_accounts(wallet.written)
    assert accounts[clearing("stripe")] == -dollars(20)
    assert accounts[DISPUTE_LOSSES] == -dollars(6)
    assert {hold.state for hold in wallet.holds.values()} == {"settled"}
    check_books(wallet, wallet.written)


@pytest.mark.parametrize(("amount", "back"), [(42, 2), (5, 39), (44, 0)])
def test_a_dispute_about_a_part_takes_no_more_than_that_part(wallet, amount, back):
    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(amount), at=day(9))

    assert (wallet.cash, wallet.held) == (dollars(20 + back), 0)
    assert in_accounts(wallet.written)[DISPUTE_LOSSES] == 0
    assert in_accounts(wallet.written)[clearing("stripe")] == dollars(amount - 70)
    assert not wallet.holds_for("dsp_1")
    assert sum(hold.amount for hold in wallet.holds.values() if hold.state == "settled") == dollars(amount)
    check_books(wallet, wallet.written)


def test_with_nothing_left_the_whole_loss_is_the_house_s():
    wallet = make_wallet()
    deposited(wallet, dollars(50))
    charge_order(wallet, order_id="o1", amount=dollars(50), first=("bonus", "cash"), at=day(1))
    freeze_deposit(wallet, dispute_id="dsp_1", deposit_id="d1", at=day(2))

    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(50), at=day(3))

    assert in_accounts(wallet.written)[DISPUTE_LOSSES] == -dollars(50)
    check_books(wallet, wallet.written)


def test_what_the_house_bears_is_covered_by_free_money_of_the_same_deposit_and_no_more(wallet):
    """44 were left of the 50 that the bank took; of the 6 that lack, 2 come first and 9 later."""
    lose_deposit(wallet, dispute_id="dsp_1", gateway="stripe", amount=dollars(50), at=day(5))
    loss = Loss("dsp_1", dollars(50))
    assert uncovered(wallet, loss) == dollars(6)

    for amount, left, kept in ((2, 4, 0), (9, 0, 5)):
        wallet.add_lot(replace(wallet.lots_of("d1")[0], lot_id=f"lot_{amount}", left=0, held=0))
        money = dollars(amount)
        wallet.post("order_refunded", "o1", day(6), [Posting(SALES, -money), Posting(CASH, money, f"lot_{amount}")])
        cover_losses(wallet, [loss], deposit_id="d1", at=day(6))
        assert (uncovered(wallet, loss), wallet.cash) == (dollars(left), dollars(20 + kept))

    assert in_accounts(wallet.written)[DISPUTE_LOSSES] == 0
    entries = wallet.entries
    cover_losses(wallet, [loss], deposit_id="d1", at=day(7))
    assert wallet.entries == entries
