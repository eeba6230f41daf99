"""What the gateway does not have is answered without asking, and what it has is the invoice's."""

from cryptomus_account import NINE, usdt
from panel_refunds.money import Money


def test_no_feed_and_no_float(cryptomus, gateway):
    assert gateway.list_changes(NINE, None) == ((), None)
    assert gateway.available_float("USDT") is None
    assert cryptomus.server.seen == ()


def test_a_payment_in_dollars_that_came_as_a_coin(cryptomus, gateway):
    payment = cryptomus.take_payment(Money.of("50", "USD"), fee=Money.of("1", "USD"))
    facts = gateway.get_payment(payment)

    assert (facts.amount, facts.fee, facts.live) == (Money.of("50", "USD"), None, False)


def test_both_vendors_are_asked_alike(heleket, gateway_at_heleket):
    payment = heleket.take_payment(usdt("50"), fee=usdt("1"))

    assert gateway_at_heleket.get_payment(payment).fee == usdt("1")
