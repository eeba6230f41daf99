"""The whole gateway against the stand-in: facts, disputes, the feed, and what AcmePay does not tell."""

from datetime import timedelta

from acmepay_account import NINE, order, usd
from panel_refunds.ports import WatchesPayments


def test_a_payment_with_what_went_back(acmepay, gateway):
    payment = acmepay.take_payment(usd("50"), fee=usd("1.75"))
    gateway.create_refund(order(payment))

    facts = gateway.get_payment(payment)

    assert (facts.amount, facts.refunded, facts.fee) == (usd("50"), usd("10"), usd("1.75"))


def test_a_dispute_is_among_the_facts(acmepay, gateway):
    payment = acmepay.take_payment(usd("50"), fee=None)
    acmepay.tell_dispute(payment, "open")

    assert isinstance(gateway, WatchesPayments)
    assert gateway.get_payment(payment).dispute == gateway.get_dispute(payment).state == "open"


def test_the_feed_tells_what_webhooks_would(acmepay, gateway):
    payment = acmepay.take_payment(usd("50"), fee=None)
    for number in range(60):
        gateway.create_refund(order(payment, "0.10", number))

    first, cursor = gateway.list_changes(NINE - timedelta(days=1), None)
    second, end = gateway.list_changes(NINE - timedelta(days=1), cursor)
    hints = [gateway.parse_webhook(each.raw, each.headers)[0] for each in acmepay.deliveries()]

    assert [*first, *second] == hints
    assert end is None
    assert gateway.list_changes(NINE + timedelta(seconds=1), None) == ([], None)


def test_no_float_and_no_warnings(gateway):
    assert gateway.available_float("USD") is None
    assert gateway.find_warnings("pay_1") == ()
