"""What PhonePe has no list of, and does not tell, is said as nothing."""

from panel_refunds.ports import FindsAttempts
from phonepe_account import NINE, inr, order


def test_no_list_no_feed_no_float(phonepe, gateway):
    payment = phonepe.take_payment(inr("50"), fee=None)
    phonepe.refund_outside(payment, inr("20"))

    found = gateway.find_refunds(payment)

    assert (found.refunds, found.complete, found.as_of) == ((), False, phonepe.clock())
    assert gateway.list_changes(NINE, None) == ((), None)
    assert gateway.available_float("INR") is None
    assert gateway.get_payment(payment).refunded is None


def test_an_attempt_is_found_by_its_name(phonepe, gateway):
    payment = phonepe.take_payment(inr("50"), fee=None)
    assert isinstance(gateway, FindsAttempts)
    assert gateway.find_attempt(order(payment)) is None

    made = gateway.create_refund(order(payment))

    found = gateway.find_attempt(order(payment))
    assert found is not None
    assert (found.ref, found.attempt_id) == (made.ref, "at_000000000001")
