"""A hint is read at the gateway and applied as if we had looked ourselves: twice, late, in any order."""

from __future__ import annotations

import random

import pytest
from tests.flows.card_shop import CardShop
from tests.flows.shop import usd

from panel_refunds.flows.apply_notice import refresh_deposit
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.refunds.refund import Refund


def known(shop: CardShop, deposit: Deposit) -> Deposit:
    with shop.desk.read() as books:
        return books.get_deposit(deposit.deposit_id)


def refund_of(shop: CardShop, refund: Refund) -> Refund:
    with shop.desk.read() as books:
        return books.get_refund(refund.refund_id)


def asked(shop: CardShop, deposit: Deposit, amount: str = "20.00") -> Refund:
    return shop.refund_of(shop.approve(shop.request(amount, deposit)))


def test_a_late_fee_is_learnt(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee_late=True)
    card_shop.hear()
    assert known(card_shop, deposit).fee is None
    card_shop.stripe.post_fee(paid.charge, 175)
    card_shop.hear()

    assert known(card_shop, deposit).fee == usd("1.75").units


def test_our_own_refund_and_the_hint_about_it_are_one(card_shop: CardShop) -> None:
    """F3: our refund and the gateway's webhook about it were both booked."""
    deposit, paid = card_shop.credited(fee=175)
    refund = asked(card_shop, deposit)
    card_shop.work()
    card_shop.hear()

    assert refund_of(card_shop, refund).state == "paid"
    assert known(card_shop, deposit).external_refunded == 0
    assert card_shop.stripe.paid_back(paid.charge) == refund_of(card_shop, refund).split.net // 10**6
    assert card_shop.figures()[0] == "30.00 USD"


def test_refunds_in_the_gateways_own_pages_lower_what_can_go_and_are_no_delta(card_shop: CardShop) -> None:
    """F4: a cumulative figure was booked as a delta, and two refunds of 10 and 5 took 25."""
    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)
    card_shop.hear()
    card_shop.stripe.refund_in_dashboard(paid.charge, 500)
    card_shop.hear()

    assert known(card_shop, deposit).external_refunded == usd("15.00").units


def test_a_refund_that_fails_late_brings_its_money_back(card_shop: CardShop) -> None:
    """F10: succeeded, later failed, and the money was nowhere."""
    deposit, paid = card_shop.credited(fee=0)
    refund = asked(card_shop, deposit)
    card_shop.work()
    assert refund_of(card_shop, refund).state == "paid"
    [made] = card_shop.stripe.refunds_of(paid.charge)
    card_shop.stripe.set_refund_status(made["id"], "failed", "expired_or_canceled_card")
    card_shop.hear()

    assert refund_of(card_shop, refund).state == "failed"
    assert card_shop.figures()[0] == "50.00 USD"


def test_a_refund_that_failed_unheard_makes_room_for_what_others_refunded_since(card_shop: CardShop) -> None:
    """The books showed both for a moment: more went back than ever came."""
    deposit, paid = card_shop.credited(fee=0)
    refund = asked(card_shop, deposit)
    card_shop.work()
    [made] = card_shop.stripe.refunds_of(paid.charge)
    card_shop.stripe.set_refund_status(made["id"], "failed", "lost_or_stolen_card")
    card_shop.stripe.refund_in_dashboard(paid.charge, 5000)
    refreshed = refresh_deposit(card_shop.desk, known(card_shop, deposit))

    assert (refund_of(card_shop, refund).state, refreshed.external_refunded) == ("failed", usd("50.00").units)
    card_shop.check_books()


def test_a_dispute_freezes_and_a_lost_one_takes(card_shop: CardShop) -> None:
    """F13: refund and chargeback both paid."""
    deposit, paid = card_shop.credited(fee=0)
    refund = asked(card_shop, deposit)
    dispute = card_shop.stripe.open_dispute(paid.charge)
    card_shop.hear()

    assert known(card_shop, deposit).dispute == "open"
    assert refund_of(card_shop, refund).state == "approved"
    assert not card_shop.stripe.refunds_of(paid.charge)
    card_shop.stripe.set_dispute_status(dispute, "lost")
    card_shop.hear()
    assert known(card_shop, deposit).dispute == "lost"
    assert card_shop.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")


def test_a_warning_is_found_by_its_payment(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.warn_of_fraud(paid.charge)
    card_shop.hear()

    with card_shop.desk.read() as books:
        [warning] = books.warnings_about([deposit.payment], since=deposit.credited_at)
        assert books.warnings_about(["ch_other"], since=deposit.credited_at) == []
    assert warning.applied_at is not None


@pytest.mark.parametrize("seed", range(4))
def test_hints_in_every_order_and_twice_end_the_same(card_shop: CardShop, seed: int) -> None:
    chance = random.Random(seed)
    deposit, paid = card_shop.credited(fee_late=True)
    card_shop.stripe.post_fee(paid.charge, 175)
    card_shop.stripe.refund_in_dashboard(paid.charge, 300)
    dispute = card_shop.stripe.open_dispute(paid.charge, amount=1000)
    card_shop.stripe.set_dispute_status(dispute, "won")
    messages = card_shop.stripe.webhooks.pull(at=card_shop.at) * 2
    chance.shuffle(messages)
    for message in messages:
        hear_gateway(card_shop.desk, "card", message.body, {"stripe-signature": message.signature})
        if chance.random() < 0.5:
            card_shop.work()
    card_shop.work()

    now = known(card_shop, deposit)
    assert (now.fee, now.external_refunded, now.dispute) == (usd("1.75").units, usd("3.00").units, "won")
