"""Razorpay's objects: amounts in the smallest unit, fees with their tax, disputes by phase, nothing guessed."""

from __future__ import annotations

from typing import Any

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_razorpay.reading import dispute_state, read_dispute, read_payment, read_refund
from razorpay_account import inr

PAYMENT: dict[str, Any] = {
    "id": "pay_1",
    "amount": 500000,
    "currency": "INR",
    "captured": True,
    "amount_refunded": 100000,
    "method": "card",
    "card": {"last4": "4242", "network": "Visa"},
    "fee": 11800,
    "tax": 1800,
    "notes": {"panel_customer": "c1", "n": 3},
    "created_at": 1772442000,
}
REFUND: dict[str, Any] = {
    "id": "rfnd_1",
    "payment_id": "pay_1",
    "amount": 100000,
    "currency": "INR",
    "status": "processed",
    "notes": {"panel_refunds_attempt": "at_1"},
    "acquirer_data": {"arn": "1000000"},
    "created_at": 1772442000,
}


def payment(**changed: Any):
    return read_payment(Said.of({**PAYMENT, **changed}), dispute="none", live=False)


def test_a_payment():
    facts = payment()

    assert (facts.amount, facts.refunded, facts.fee) == (inr("5000"), inr("1000"), inr("118.00"))
    assert (facts.display, facts.fingerprint, facts.captured) == ("Visa •••• 4242", None, True)
    assert facts.notes == {"panel_customer": "c1"}


def test_a_fee_that_is_not_known_is_not_nothing():
    assert payment(fee=None).fee is None
    assert payment(fee=0).fee == inr("0")


def test_a_fee_in_the_accounts_currency_is_converted_down():
    paid = payment(currency="USD", amount=5000, amount_refunded=0, base_currency="INR", base_amount=430000, fee=15050)

    # 150.50 INR of 4300.00 INR for 50.00 USD is 1.7500 USD; a paisa less is a cent less.
    assert paid.fee == Money.of("1.75", "USD")
    less = payment(currency="USD", amount=5000, amount_refunded=0, base_currency="INR", base_amount=430000, fee=15049)
    assert less.fee == Money.of("1.74", "USD")


def test_without_the_rate_a_fee_in_another_currency_is_not_known():
    assert payment(currency="USD", amount=5000, amount_refunded=0).fee is None


def test_a_rate_of_nothing_is_unreadable():
    with pytest.raises(UnreadableError, match="base_amount"):
        payment(currency="USD", base_currency="INR", base_amount=0)


def test_a_upi_address_is_a_fingerprint_and_not_readable():
    one, other = (
        payment(method="upi", card=None, vpa="Maya@okbank"),
        payment(method="upi", card=None, vpa="maya@okbank"),
    )

    assert one.fingerprint == other.fingerprint
    assert one.fingerprint is not None
    assert "maya" not in one.fingerprint
    assert one.display == "UPI"


def test_a_refund():
    refund = read_refund(Said.of(REFUND))

    assert (refund.status, refund.amount, refund.attempt_id) == (RefundStatus.SUCCEEDED, inr("1000"), "at_1")
    assert (refund.reference, refund.payments) == ("1000000", ("pay_1",))


def test_a_refund_made_by_hand_has_an_empty_list_of_notes():
    assert read_refund(Said.of({**REFUND, "notes": []})).attempt_id is None


@pytest.mark.parametrize("word", ["teleported", "PROCESSED", "", None])
def test_a_status_that_is_not_known_is_unreadable(word):
    with pytest.raises(UnreadableError):
        read_refund(Said.of({**REFUND, "status": word}))


@pytest.mark.parametrize(
    ("status", "phase", "state"),
    [
        ("open", "chargeback", "open"),
        ("under_review", "arbitration", "open"),
        ("open", "retrieval", "inquiry"),
        ("open", "fraud", "inquiry"),
        ("won", "chargeback", "won"),
        ("lost", "chargeback", "lost"),
        ("closed", "fraud", "won"),
    ],
)
def test_how_a_dispute_stands(status, phase, state):
    assert dispute_state(Said.of({"status": status, "phase": phase})) == state


def test_a_dispute():
    said = {"id": "disp_1", "payment_id": "pay_1", "amount": 5000, "currency": "INR", "status": "open"}

    assert read_dispute(Said.of(said)).payments == ("pay_1",)
    with pytest.raises(UnreadableError):
        read_dispute(Said.of({**said, "status": "lingering"}))
