"""PayPal's objects, field by field: what is missing or new is unreadable, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from panel_refunds.ports import RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.reading import counted, dispute_state, read_dispute, read_payment, read_refund
from paypal_account import usd

UP = [{"rel": "up", "href": "https://api.paypal.com/v2/payments/captures/C1"}]
CAPTURE: dict[str, Any] = {
    "id": "C1",
    "status": "COMPLETED",
    "amount": {"currency_code": "USD", "value": "50.00"},
    "seller_receivable_breakdown": {"paypal_fee": {"currency_code": "USD", "value": "2.24"}},
    "custom_id": "customer 7",
    "create_time": "2026-03-02T09:00:00Z",
}
ORDER: dict[str, Any] = {"payment_source": {"paypal": {"account_id": "PAYER1"}}}
REFUND: dict[str, Any] = {
    "id": "R1",
    "status": "COMPLETED",
    "amount": {"currency_code": "USD", "value": "10.00"},
    "custom_id": "panel-refunds.at_1",
    "links": UP,
}
DISPUTE: dict[str, Any] = {
    "dispute_id": "PP-D-1",
    "disputed_transactions": [{"seller_transaction_id": "C1"}],
    "status": "UNDER_REVIEW",
    "dispute_amount": {"currency_code": "USD", "value": "50.00"},
}


def payment(order: Any = None, **changed: Any):
    facts = Said.of({**CAPTURE, **changed}), Said.of(ORDER if order is None else order)
    return read_payment(*facts, refunded=usd("0"), dispute="none", live=False)


def test_a_payment():
    facts = payment()

    assert (facts.amount, facts.fee, facts.captured, facts.method) == (usd("50"), usd("2.24"), True, "paypal")
    assert facts.notes == {"custom_id": "customer 7"}
    assert facts.display == "PayPal"
    assert facts.fingerprint is not None
    assert "PAYER1" not in facts.fingerprint


def test_a_payer_is_the_same_wherever_the_order_names_it():
    named = {"payment_source": {"paypal": {}}, "payer": {"payer_id": "PAYER1"}}

    assert payment(named).fingerprint == payment().fingerprint
    assert payment({"payment_source": {"paypal": {}}}).fingerprint is None


def test_a_card_is_told_by_its_last_digits():
    card = payment({"payment_source": {"card": {"brand": "VISA", "last_digits": "1111"}}})

    assert (card.method, card.display, card.fingerprint) == ("card", "VISA •••• 1111", None)
    assert payment({"payment_source": {"ideal": {}}}).method is None


def test_a_fee_that_is_not_known_is_not_nothing():
    assert payment(seller_receivable_breakdown=None).fee is None
    assert payment(seller_receivable_breakdown={}).fee is None
    other = {"paypal_fee": {"currency_code": "EUR", "value": "2.00"}}
    assert payment(seller_receivable_breakdown=other).fee is None


@pytest.mark.parametrize("word", ["PENDING", "DECLINED", "FAILED"])
def test_what_was_not_captured(word):
    assert not payment(status=word).captured


def test_a_refund():
    refund = read_refund(Said.of(REFUND))

    assert (refund.status, refund.amount, refund.attempt_id) == (RefundStatus.SUCCEEDED, usd("10"), "at_1")
    assert refund.payments == ("C1",)
    assert read_refund(Said.of({**REFUND, "status": "CANCELLED"})).status is RefundStatus.CANCELED


@pytest.mark.parametrize("custom", [None, "", "at_1", "customer 7", "panel-refunds."])
def test_what_the_panel_wrote_on_the_payment_is_no_attempt(custom):
    assert read_refund(Said.of({**REFUND, "custom_id": custom})).attempt_id is None


def test_why_it_failed():
    failed = {**REFUND, "status": "FAILED"}

    assert read_refund(Said.of(failed)).failure == "refund_failed"
    assert read_refund(Said.of({**failed, "status_details": {"reason": "ECHECK"}})).failure == "ECHECK"
    assert read_refund(Said.of(REFUND)).failure is None


@pytest.mark.parametrize(
    "changed", [{"status": "TELEPORTED"}, {"status": None}, {"links": []}, {"id": ""}, {"amount": 1}]
)
def test_what_is_no_refund_is_unreadable(changed):
    with pytest.raises(UnreadableError):
        read_refund(Said.of({**REFUND, **changed}))


def test_failed_refunds_do_not_count_and_other_currencies_cannot():
    one, failed = read_refund(Said.of(REFUND)), read_refund(Said.of({**REFUND, "status": "FAILED"}))
    pending = read_refund(Said.of({**REFUND, "status": "PENDING"}))

    assert counted([one, failed, pending], "USD") == usd("20")
    with pytest.raises(UnreadableError):
        counted([one], "EUR")


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"status": "OPEN", "dispute_life_cycle_stage": "INQUIRY"}, "inquiry"),
        ({"status": "WAITING_FOR_SELLER_RESPONSE", "dispute_life_cycle_stage": "CHARGEBACK"}, "open"),
        ({"status": "UNDER_REVIEW", "dispute_life_cycle_stage": "ARBITRATION"}, "open"),
        ({"status": "OTHER"}, "open"),
        ({"status": "RESOLVED", "dispute_outcome": {"outcome_code": "RESOLVED_SELLER_FAVOUR"}}, "won"),
        ({"status": "RESOLVED", "dispute_outcome": {"outcome_code": "CANCELED_BY_BUYER"}}, "won"),
        ({"status": "RESOLVED", "dispute_outcome": {"outcome_code": "RESOLVED_BUYER_FAVOUR"}}, "lost"),
        ({"status": "RESOLVED", "dispute_outcome": {"outcome_code": "RESOLVED_WITH_PAYOUT"}}, "lost"),
    ],
)
def test_how_a_dispute_stands(said, state):
    assert dispute_state(Said.of(said)) == state


@pytest.mark.parametrize(
    "said",
    [
        {"status": "RESOLVED"},
        {"status": "RESOLVED", "dispute_outcome": {"outcome_code": "SHRUGGED"}},
        {"status": "LINGERING"},
        {"status": "OPEN", "dispute_life_cycle_stage": "AFTERLIFE"},
    ],
)
def test_a_dispute_that_stands_in_an_unknown_way_is_unreadable(said):
    with pytest.raises(UnreadableError):
        dispute_state(Said.of(said))


def test_a_dispute():
    assert read_dispute(Said.of(DISPUTE)).payments == ("C1",)
    with pytest.raises(UnreadableError):
        read_dispute(Said.of({**DISPUTE, "disputed_transactions": []}))
