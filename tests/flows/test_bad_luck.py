"""What can go wrong between a real plugin and its gateway, told from the outside: money moves once, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from tests.flows.card_shop import CardShop

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken
from panel_refunds.flows.hear_gateway import hear_gateway
from panel_refunds.flows.quote_balance import quote_balance
from panel_refunds.flows.verify_payment import verify_and_credit
from panel_refunds.money import Money
from panel_refunds.ports import WebhookRefusedError
from panel_refunds.refunds.refund import Refund
from panel_refunds.testing.fake_stripe import SignedMessage

Twist = Callable[[CardShop, str], SignedMessage]


def known(shop: CardShop, refund: Refund) -> Refund:
    with shop.desk.read() as books:
        return books.get_refund(refund.refund_id)


def keys_of(shop: CardShop) -> list[str | None]:
    """The idempotency keys with which refunds were asked for, each once."""
    asked = [each for each in shop.stripe.requests if (each.method, each.path) == ("POST", "/v1/refunds")]
    return list(dict.fromkeys(each.idempotency_key for each in asked))


def until(shop: CardShop, refund: Refund, state: str, *, days: int = 60) -> Refund:
    """Let the worker run, half a day at a time, until the refund is there; what is paid back is never too much."""
    for _ in range(2 * days):
        shop.work()
        if known(shop, refund).state == state:
            break
        shop.passes(hours=12)
    return known(shop, refund)


# ---------------------------------------------------------------- webhooks


def signed(shop: CardShop, event: str, **span: int) -> SignedMessage:
    return shop.stripe.webhooks.signed(event, at=shop.at + timedelta(**span))


@pytest.mark.parametrize(
    ("reason", "twist"),
    [
        ("signature", lambda shop, event: shop.stripe.webhooks.signed(event, at=shop.at, secrets=["whsec_other"])),
        ("stale", lambda shop, event: signed(shop, event, minutes=-6)),
        ("future", lambda shop, event: signed(shop, event, minutes=6)),
        ("oversized", lambda shop, event: SignedMessage(event, "", b" " * 300_000, signed(shop, event).signature)),
    ],
)
def test_a_delivery_that_is_not_ours_and_now_changes_nothing(card_shop: CardShop, reason: str, twist: Twist) -> None:
    deposit, paid = card_shop.credited(fee_late=True)
    card_shop.stripe.post_fee(paid.charge, 175)
    for event in card_shop.stripe.webhooks.waiting:
        message = twist(card_shop, event)
        with pytest.raises(WebhookRefusedError) as refused:
            hear_gateway(card_shop.desk, "card", message.body, {"stripe-signature": message.signature})
        assert refused.value.reason == reason
    card_shop.work()

    with card_shop.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id).fee is None


def test_an_event_of_the_other_mode_is_refused(card_shop: CardShop) -> None:
    card_shop.stripe.add_charge(5000, livemode=True)
    [message, *_] = card_shop.stripe.webhooks.pull(at=card_shop.at)
    with pytest.raises(WebhookRefusedError) as refused:
        hear_gateway(card_shop.desk, "card", message.body, {"stripe-signature": message.signature})

    assert refused.value.reason == "mode"


# ---------------------------------------------------------------- payments


@pytest.mark.parametrize(
    ("currency", "paid", "asked", "net", "fee", "back"),
    [
        ("JPY", 5000, "2000", "1855", 145, 1855),
        ("KWD", 50_000, "20.000", "18.250", 1_750, 18_250),
        ("USD", 5000, "20.00", "18.25", 175, 1825),
    ],
)
def test_a_currency_keeps_its_digits_from_the_deposit_to_the_refund(
    card_shop: CardShop, currency: str, paid: int, asked: str, net: str, fee: int, back: int
) -> None:
    """F12: the whole way, in a currency without minor units, with three digits, and with two."""
    payment = card_shop.paid(paid, currency=currency.lower(), fee=fee)
    amount = Money.of({"JPY": "5000", "KWD": "50.000", "USD": "50.00"}[currency], currency)
    deposit = verify_and_credit(card_shop.desk, PaymentTaken("c1", "card", payment.charge, amount))
    refund = card_shop.refund_of(card_shop.approve(card_shop.request(asked, deposit)))
    card_shop.work()

    refund = known(card_shop, refund)
    assert (refund.state, refund.net) == ("paid", Money.of(net, currency).units)
    assert card_shop.stripe.paid_back(payment.charge) == back


def test_a_payment_of_another_account_is_not_there(card_shop: CardShop) -> None:
    card_shop.stripe.add_account("acct_somebody_else")
    other = card_shop.stripe.add_charge(5000, account="acct_somebody_else")
    with pytest.raises(Refused) as refused:
        verify_and_credit(card_shop.desk, PaymentTaken("c1", "card", other.charge, Money.of("50.00", "USD")))

    assert (refused.value.code, card_shop.figures()[0]) == ("payment_unknown", "0.00 USD")


def test_a_charge_that_was_partly_paid_back_by_hand_pays_only_the_rest(card_shop: CardShop) -> None:
    """F4: before the credit it is not believed, after it so much less goes back, and never more than was paid."""
    early = card_shop.paid()
    card_shop.stripe.refund_in_dashboard(early.charge, 1000)
    with pytest.raises(Refused) as refused:
        verify_and_credit(card_shop.desk, PaymentTaken("c1", "card", early.charge, Money.of("50.00", "USD")))
    assert refused.value.code == "payment_given_back"

    deposit, paid = card_shop.credited(fee=0)
    card_shop.stripe.refund_in_dashboard(paid.charge, 1000)
    card_shop.hear()
    assert quote_balance(card_shop.desk, "c1").refundable == Money.of("40.00", "USD").units
    request = card_shop.request("all", deposit)
    card_shop.approve(request)
    card_shop.work()
    assert card_shop.stripe.paid_back(paid.charge) == 5000


def test_a_deposit_whose_fee_never_comes_is_never_paid_as_if_it_had_cost_nothing(card_shop: CardShop) -> None:
    deposit, paid = card_shop.credited(fee_late=True)
    request = card_shop.request("20.00", deposit)
    for _ in range(10):
        card_shop.passes(days=1)
        with pytest.raises(Refused) as refused:
            card_shop.approve(request)
        card_shop.work()

    assert (request.recommend, refused.value.code) == ("wait", "fee_unknown")
    assert (card_shop.stripe.refunds_of(paid.charge), card_shop.figures()[2]) == ((), "20.00 USD")


def test_a_request_for_everything_pays_each_deposit_back(card_shop: CardShop) -> None:
    """F28: of several only the first was paid."""
    paid = [card_shop.credited(amount, fee=0)[1] for amount in (1000, 2000, 3000)]
    card_shop.approve(card_shop.request("all"))
    card_shop.work()

    assert [card_shop.stripe.paid_back(each.charge) for each in paid] == [1000, 2000, 3000]
    assert card_shop.figures() == ("0.00 USD", "0.00 USD", "0.00 USD")


# ---------------------------------------------------------------- clocks that jump


def lost(shop: CardShop, fault: str) -> tuple[Refund, str]:
    """A refund whose answer got lost, and its charge."""
    deposit, paid = shop.credited(fee=0)
    refund = shop.refund_of(shop.approve(shop.request("20.00", deposit)))
    shop.stripe.faults.script(fault, on="POST /v1/refunds")
    shop.work()
    assert known(shop, refund).state == "sending"
    return refund, paid.charge


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
def test_a_clock_that_jumps_past_the_life_of_the_key_pays_once(card_shop: CardShop, fault: str) -> None:
    """F5: what was asked long ago is neither given up nor asked for again before it is certain."""
    refund, charge = lost(card_shop, fault)
    card_shop.passes(days=3)
    card_shop.stripe.forget_keys()
    card_shop.work()
    ran = fault == "reset_after"
    assert (known(card_shop, refund).state, len(keys_of(card_shop))) == ("paid" if ran else "sending", 1)

    assert until(card_shop, refund, "paid").state == "paid"
    assert card_shop.stripe.paid_back(charge) == 2000
    assert len(keys_of(card_shop)) == (1 if ran else 2)


@pytest.mark.parametrize("fault", ["reset_before", "reset_after"])
def test_a_clock_that_jumps_backwards_waits_and_pays_once(card_shop: CardShop, fault: str) -> None:
    refund, charge = lost(card_shop, fault)
    card_shop.passes(days=-2)
    for _ in range(3):
        card_shop.work()
    assert len(keys_of(card_shop)) == 1

    assert until(card_shop, refund, "paid", days=5).state == "paid"
    assert (card_shop.stripe.paid_back(charge), len(keys_of(card_shop))) == (2000, 1)
