"""AcmePay's objects into ours: a fee that is not known is not 0, and a word that is not known is not guessed."""

from __future__ import annotations

from typing import Any

import pytest

from acmepay_account import usd
from panel_refunds.ports import RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_example.reading import read_dispute, read_payment, read_refund

PAYMENT: dict[str, Any] = {
    "id": "pay_1",
    "amount": "50.00",
    "currency": "USD",
    "status": "captured",
    "refunded": "10.00",
    "fee": "1.75",
    "dispute": "none",
    "method": "card",
    "account": {"id": "acct_1", "display": "Visa •••• 4242"},
    "paid_at": "2026-03-02T09:00:00Z",
}
REFUND: dict[str, Any] = {
    "id": "ref_1",
    "payment": "pay_1",
    "amount": "10.00",
    "currency": "USD",
    "status": "paid",
    "note": "attempt:at_1",
}


def payment(**changed: Any):
    return read_payment(Said.of({**PAYMENT, **changed}), live=True)


def test_a_payment():
    facts = payment()

    assert (facts.amount, facts.refunded, facts.fee) == (usd("50"), usd("10"), usd("1.75"))
    assert (facts.fingerprint, facts.display, facts.captured) == ("acct_1", "Visa •••• 4242", True)


def test_a_fee_that_is_not_known_is_not_nothing():
    assert payment(fee=None).fee is None
    assert payment(fee="0.00").fee == usd("0")


def test_a_payment_that_was_only_authorised_is_not_captured():
    assert not payment(status="authorized", account=None).captured


@pytest.mark.parametrize("changed", [{"amount": None}, {"amount": "50.001"}, {"currency": ""}, {"dispute": "maybe"}])
def test_what_is_missing_or_not_known_is_unreadable(changed):
    with pytest.raises(UnreadableError):
        payment(**changed)


@pytest.mark.parametrize(
    ("word", "status"),
    [("pending", "pending"), ("needs_action", "action_required"), ("paid", "succeeded"), ("failed", "failed")],
)
def test_a_refund(word, status):
    refund = read_refund(Said.of({**REFUND, "status": word}))

    assert refund.status is RefundStatus(status)
    assert (refund.amount, refund.attempt_id, refund.payments) == (usd("10"), "at_1", ("pay_1",))


@pytest.mark.parametrize("note", [None, "", "for Maya", "at_1"])
def test_a_note_of_somebody_else_is_no_attempt_of_ours(note):
    assert read_refund(Said.of({**REFUND, "note": note})).attempt_id is None


@pytest.mark.parametrize("word", ["teleported", "PAID", "", None])
def test_a_status_that_is_not_known_is_unreadable(word):
    with pytest.raises(UnreadableError):
        read_refund(Said.of({**REFUND, "status": word}))


def test_a_dispute_is_named_like_its_payment():
    dispute = read_dispute(Said.of({**PAYMENT, "dispute": "open"}))

    assert (dispute.ref, dispute.payments, dispute.state, dispute.amount) == ("pay_1", ("pay_1",), "open", usd("50"))
