"""A lost dispute takes what the bank took, and no more: what comes back beyond that is the customer's."""

from __future__ import annotations

from typing import Any

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.flows.close_account import forfeit_account
from panel_refunds.flows.contested import load_losses
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.dispute import Loss, uncovered
from panel_refunds.money import format_units
from panel_refunds.orders.order import Order


def lose(shop: Shop, deposit: Deposit, amount: str) -> None:
    open_dispute(shop.desk, deposit.deposit_id, amount=usd(amount))
    close_dispute(shop.desk, deposit.deposit_id, outcome="lost")


def cost(shop: Shop, deposit: Deposit) -> str:
    """What lost disputes of the deposit still cost the house."""
    with shop.desk.read() as books:
        wallet = books.wallet(deposit.wallet_id)
        losses = load_losses(books, wallet, [books.get_deposit(deposit.deposit_id)])
        units = sum(uncovered(wallet, loss) for loss in losses[deposit.deposit_id])
    return format_units(units, "USD")


def spent(shop: Shop, *charges: str) -> tuple[Deposit, list[Order]]:
    """A deposit of 50 and orders that it paid for."""
    deposit = shop.deposit("50.00")
    return deposit, [shop.order(charge) for charge in charges]


def test_a_part_is_lost_and_what_orders_give_back_covers_the_house_first_and_then_comes_back(shop: Shop) -> None:
    """20 of 50 are left, the bank takes 25: of the 30 that come back later, 5 are the house's and 25 the customer's."""
    deposit, (first, second) = spent(shop, "18.00", "12.00")
    lose(shop, deposit, "25.00")
    assert (shop.figures()[0], cost(shop, deposit)) == ("0.00 USD", "5.00")

    first = shop.status(first, "Canceled", 1000)
    assert (shop.figures()[0], cost(shop, deposit)) == ("13.00 USD", "0.00")
    second = shop.status(second, "Canceled", 1000)
    assert (shop.figures()[0], cost(shop, deposit)) == ("25.00 USD", "0.00")
    # The orders themselves gave all of it back, so that a later word pays nothing twice.
    assert (first.refunded, second.refunded) == (first.charge, second.charge)


def test_the_loss_is_covered_over_several_order_refunds_and_never_twice(shop: Shop) -> None:
    deposit, orders = spent(shop, "20.00", "20.00", "10.00")
    lose(shop, deposit, "25.00")

    seen = []
    for order in orders:
        shop.status(order, "Canceled", 1000)
        shop.check_books()
        seen.append((shop.figures()[0], cost(shop, deposit)))
    assert seen == [("0.00 USD", "5.00"), ("15.00 USD", "0.00"), ("25.00 USD", "0.00")]


def test_of_one_order_given_back_bit_by_bit_the_first_bits_are_the_house_s(shop: Shop) -> None:
    deposit, (order,) = spent(shop, "50.00")
    lose(shop, deposit, "10.00")

    shop.status(order, "Partial", 900)
    assert (shop.figures()[0], cost(shop, deposit)) == ("35.00 USD", "0.00")
    shop.status(order, "Canceled", 1000)
    assert (shop.figures()[0], cost(shop, deposit)) == ("40.00 USD", "0.00")


def test_what_the_balance_paid_for_at_once_is_not_withheld_again(shop: Shop) -> None:
    deposit, (order,) = spent(shop, "10.00")
    lose(shop, deposit, "40.00")
    assert (shop.figures()[0], cost(shop, deposit)) == ("0.00 USD", "0.00")

    shop.status(order, "Canceled", 1000)
    assert shop.figures()[0] == "10.00 USD"


def test_a_whole_payment_that_was_lost_gives_nothing_back(shop: Shop) -> None:
    deposit, orders = spent(shop, "20.00", "20.00")
    lose(shop, deposit, "50.00")
    for order in orders:
        shop.status(order, "Canceled", 1000)

    assert (shop.figures(), cost(shop, deposit)) == (("0.00 USD", "0.00 USD", "0.00 USD"), "0.00")


def test_other_deposits_pay_nothing_for_it(shop: Shop) -> None:
    """Money of a second deposit that the same order gives back reaches the balance untouched."""
    deposit, _ = spent(shop)
    shop.deposit("20.00")
    order = shop.order("70.00")
    lose(shop, deposit, "50.00")
    shop.status(order, "Canceled", 1000)

    assert (shop.figures()[0], cost(shop, deposit)) == ("20.00 USD", "0.00")


def test_a_second_dispute_freezes_what_the_first_one_left(shop: Shop) -> None:
    deposit, (order,) = spent(shop, "50.00")
    lose(shop, deposit, "10.00")
    open_dispute(shop.desk, deposit.deposit_id, amount=usd("15.00"))

    shop.status(order, "Canceled", 1000)
    assert (shop.figures(), cost(shop, deposit)) == (("0.00 USD", "0.00 USD", "40.00 USD"), "0.00")
    close_dispute(shop.desk, deposit.deposit_id, outcome="lost")
    assert (shop.figures(), cost(shop, deposit)) == (("25.00 USD", "0.00 USD", "0.00 USD"), "0.00")


@pytest.mark.parametrize(("second", "back"), [("won", "40.00 USD"), ("lost", "25.00 USD")])
def test_a_loss_is_remembered_whatever_becomes_of_a_later_dispute(shop: Shop, second: Any, back: str) -> None:
    deposit, (order,) = spent(shop, "50.00")
    lose(shop, deposit, "10.00")
    open_dispute(shop.desk, deposit.deposit_id, amount=usd("15.00"))
    close_dispute(shop.desk, deposit.deposit_id, outcome=second)
    shop.status(order, "Canceled", 1000)

    assert (shop.figures()[0], cost(shop, deposit)) == (back, "0.00")


def test_a_refund_that_fails_after_the_dispute_was_lost_covers_the_loss_too(shop: Shop) -> None:
    """F13: its money was on its way when the bank took the payment; it must not be the customer's twice."""
    shop.gateway.script("pending")
    refund = pay_refund(shop.desk, shop.approved("20.00", "0.00").refund_id)
    with shop.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)
        attempt = books.attempts_of(refund.refund_id)[-1]
    lose(shop, deposit, "45.00")
    assert (shop.figures(), cost(shop, deposit)) == (("0.00 USD", "0.00 USD", "20.00 USD"), "15.00")

    shop.gateway.later(attempt.attempt_id, "failed")
    follow_refund(shop.desk, refund.refund_id)
    assert (shop.figures(), cost(shop, deposit)) == (("5.00 USD", "0.00 USD", "0.00 USD"), "0.00")


def test_what_the_house_took_from_a_forfeited_account_is_not_what_the_bank_took(shop: Shop) -> None:
    """Else the books would say that the dispute was paid for, and by nobody."""
    deposit, _ = spent(shop, "30.00")
    open_dispute(shop.desk, deposit.deposit_id)
    forfeit_account(shop.desk, "c1", cause="fraud", evidence="two accounts", by=["boss-1", "boss-2"])
    close_dispute(shop.desk, deposit.deposit_id, outcome="lost")

    assert cost(shop, deposit) == "50.00"


def test_only_lost_disputes_are_losses_and_each_is_one(shop: Shop) -> None:
    deposit, _ = spent(shop)
    lose(shop, deposit, "10.00")
    lose(shop, deposit, "5.00")
    open_dispute(shop.desk, deposit.deposit_id, amount=usd("1.00"))
    with shop.desk.read() as books:
        wallet = books.wallet(deposit.wallet_id)
        first, second, _ = books.disputes_of(deposit.wallet_id)
        losses = load_losses(books, wallet, [books.get_deposit(deposit.deposit_id)])

    units = [usd(amount).units for amount in ("10.00", "5.00")]
    assert losses == {
        deposit.deposit_id: [Loss(first.dispute_id, units[0]), Loss(second.dispute_id, units[1])],
    }
