"""PhonePe's objects: paise, milliseconds, states; nothing guessed."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from panel_refunds.ports import RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_phonepe.reading import read_order, read_refund
from phonepe_account import inr

PAID = {"paymentMode": "UPI_QR", "timestamp": 1772442000123, "amount": 5000, "state": "COMPLETED"}
ORDER: dict[str, Any] = {"state": "COMPLETED", "amount": 5000, "metaInfo": {"udf1": "c1"}, "paymentDetails": [PAID]}
REFUND: dict[str, Any] = {
    "originalMerchantOrderId": "order_1",
    "amount": 1000,
    "state": "COMPLETED",
    "timestamp": 1772442000123,
    "refundId": "OMR1",
}


def payment(**changed: Any):
    return read_order(Said.of({**ORDER, **changed}), "order_1", live=False)


def refund(**changed: Any):
    return read_refund(Said.of({**REFUND, **changed}), "pr-at_1")


def test_an_order():
    facts = payment()

    assert (facts.ref, facts.amount, facts.captured, facts.method) == ("order_1", inr("50"), True, "upi")
    assert (facts.refunded, facts.fee, facts.notes) == (None, None, {"udf1": "c1"})
    assert facts.paid_at == datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def test_a_way_of_paying_that_is_not_known_keeps_its_name():
    assert payment(paymentDetails=[{**PAID, "paymentMode": "PPE_INTENT"}]).method == "ppe_intent"


def test_without_one_payment_that_completed_it_the_way_is_not_known():
    assert payment(paymentDetails=[]).method is None
    assert payment(paymentDetails=[PAID, PAID]).method is None
    assert not payment(state="PENDING").captured


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "TELEPORTED"},
        {"amount": "5000"},
        {"paymentDetails": None},
        {"merchantOrderId": "order_2"},
        {"paymentDetails": [{**PAID, "timestamp": -1}]},
    ],
)
def test_an_order_that_cannot_be_read(changed):
    with pytest.raises(UnreadableError):
        payment(**changed)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("PENDING", RefundStatus.PENDING),
        ("CONFIRMED", RefundStatus.PENDING),
        ("COMPLETED", RefundStatus.SUCCEEDED),
        ("FAILED", RefundStatus.FAILED),
    ],
)
def test_a_refund(word, status):
    read = refund(state=word, errorCode="BANK_DECLINED")

    assert (read.status, read.ref, read.attempt_id, read.amount) == (status, "pr-at_1", "at_1", inr("10"))
    assert (read.payments, read.reference) == (("order_1",), "OMR1")
    assert read.failure == ("bank_declined" if word == "FAILED" else None)


@pytest.mark.parametrize("changed", [{"state": "completed"}, {"amount": 10.5}, {"merchantRefundId": "pr-at_2"}])
def test_a_refund_that_cannot_be_read(changed):
    with pytest.raises(UnreadableError):
        refund(**changed)
