"""What Razorpay has no list of, and does not tell, is said as nothing."""

from razorpay_account import NINE, inr


def test_no_feed_no_float_no_warnings(gateway):
    assert gateway.list_changes(NINE, None) == ((), None)
    assert gateway.available_float("INR") is None
    assert gateway.find_warnings("pay_1") == ()


def test_a_payment_with_what_went_back(razorpay, gateway):
    payment = razorpay.take_payment(inr("50"), fee=inr("1.18"))
    razorpay.refund_outside(payment, inr("20"))

    facts = gateway.get_payment(payment)

    assert (facts.amount, facts.refunded, facts.fee) == (inr("50"), inr("20"), inr("1.18"))
    (found,) = gateway.find_refunds(payment).refunds
    assert (found.attempt_id, found.amount) == (None, inr("20"))
    assert gateway.get_refund(found.ref) == found
