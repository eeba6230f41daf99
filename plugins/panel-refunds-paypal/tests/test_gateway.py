"""What PayPal has no list of, or does not tell this app, is said as nothing."""

from paypal_account import usd


def test_no_float_no_warnings(paypal, gateway):
    assert gateway.available_float("USD") is None
    assert gateway.find_warnings("C1") == ()
    assert paypal.server.seen == ()


def test_a_payment_with_all_its_facts(paypal, gateway):
    payment = paypal.take_payment(usd("50"), fee=usd("1.75"))

    facts = gateway.get_payment(payment)

    assert (facts.amount, facts.refunded, facts.fee, facts.live) == (usd("50"), usd("0"), usd("1.75"), False)
    assert facts.paid_at == paypal.clock()
