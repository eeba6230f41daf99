"""What PayTR has no list of, and does not tell, is said as nothing."""

import pytest

from paytr_account import NINE, lira


def test_no_feed_no_float_no_webhooks(gateway):
    assert gateway.list_changes(NINE, None) == ((), None)
    assert gateway.available_float("TRY") is None
    assert gateway.parse_webhook(b"", {}) == ()


def test_a_payment_with_what_went_back(paytr, gateway):
    payment = paytr.take_payment(lira("50"), fee=lira("1.18"))
    ref = paytr.refund_outside(payment, lira("20"))

    facts = gateway.get_payment(payment)

    assert (facts.amount, facts.refunded, facts.fee) == (lira("50"), lira("20"), lira("1.18"))
    (found,) = gateway.find_refunds(payment).refunds
    assert (found.ref, found.attempt_id) == (ref, None)
    assert gateway.get_refund(ref) == found
    with pytest.raises(LookupError):
        gateway.get_refund(f"{payment}:other")
