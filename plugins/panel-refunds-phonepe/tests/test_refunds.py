"""What PhonePe's answers to a refund mean for the money; a refusal is believed only when the name is not there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import (
    GatewayRefund,
    NotExecuted,
    OutcomeUnknown,
    RefundOrder,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds.ports.said import UnreadableError
from panel_refunds_testkit.peer import PeerReply, PeerServer
from phonepe_account import built, inr, order

TOKEN = {"access_token": "t", "expires_at": 1900000000, "token_type": "O-Bearer"}
MADE: dict[str, Any] = {"refundId": "OMR1", "amount": 1000, "state": "PENDING"}
NAME = "pr-at_000000000001"


def said(status: int, body: object, looked: tuple[int, object] = (404, {"code": "REFUND_NOT_FOUND"})):
    """What becomes of a refund that is answered like this, where the look-up by name is answered like that."""

    def answer(request):
        if request.path.endswith("/oauth/token"):
            return PeerReply.json(200, TOKEN)
        code, told = looked if request.method == "GET" else (status, body)
        return PeerReply(code, told if isinstance(told, bytes) else json.dumps(told).encode(), {"retry-after": "7"})

    server = PeerServer(answer)
    server.start()
    try:
        gateway = built(client_id="a", client_secret="b", mode="test", address=server.url)
        return gateway.create_refund(order("order_1"))
    finally:
        server.stop()


def test_a_refund_is_sent_in_paise_under_its_own_name(phonepe, gateway):
    payment = phonepe.take_payment(inr("50.00"), fee=None)

    made = gateway.create_refund(order(payment))

    assert made.status is RefundStatus.PENDING
    (sent,) = [each for each in phonepe.server.seen if each.path.endswith("/payments/v2/refund")]
    assert sent.json() == {"merchantRefundId": NAME, "originalMerchantOrderId": payment, "amount": 1000}
    assert gateway.get_refund(made.ref).status is RefundStatus.SUCCEEDED


@pytest.mark.parametrize("answers", [True, False])
def test_the_same_order_again_is_the_same_refund(phonepe, gateway, answers):
    phonepe.answers_duplicates = answers
    payment = phonepe.take_payment(inr("50.00"), fee=None)

    first, again = (gateway.create_refund(order(payment)) for _ in range(2))

    assert isinstance(again, GatewayRefund)
    assert (again.ref, again.attempt_id, again.amount) == (first.ref, first.attempt_id, first.amount)
    assert len(phonepe.refunds_of(payment)) == 1


@pytest.mark.parametrize(
    ("code", "rejection"),
    [
        ("ORDER_NOT_FOUND", Rejection.PAYMENT_NOT_FOUND),
        ("REVERSAL_WINDOW_EXCEEDED", Rejection.WINDOW_EXPIRED),
        ("INSUFFICIENT_BALANCE", Rejection.INSUFFICIENT_BALANCE),
        ("BAD_REQUEST", Rejection.INVALID_REQUEST),
        ("SOMETHING_NEW", Rejection.INVALID_REQUEST),
    ],
)
def test_a_refusal_of_a_name_that_is_not_there(code, rejection):
    assert said(400, {"code": code}) == Rejected(rejection, f"PhonePe refuses the refund ({rejection.value}).")


@pytest.mark.parametrize(
    "looked",
    [
        (500, b"oops"),
        (200, b"<html>"),
        (404, {"code": "NOT_FOUND"}),
        (401, {"code": "UNAUTHORIZED"}),
        (200, {**MADE, "originalMerchantOrderId": "order_2"}),
        (200, {**MADE, "originalMerchantOrderId": "order_1", "amount": 999}),
    ],
)
def test_a_refusal_is_not_believed_while_the_name_may_be_there(looked):
    assert isinstance(said(400, {"code": "BAD_REQUEST"}, looked), OutcomeUnknown)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {"code": "INTERNAL_SERVER_ERROR"}),
        (302, b""),
        (400, b"<html>"),
        (200, b"<html>"),
        (200, {**MADE, "amount": 999}),
        (200, {**MADE, "state": "TELEPORTED"}),
        (200, {**MADE, "merchantRefundId": "pr-other"}),
        (200, {**MADE, "originalMerchantOrderId": "order_2"}),
    ],
)
def test_what_does_not_say_what_became_of_it_is_unknown(status, body):
    assert isinstance(said(status, body), OutcomeUnknown)


def test_too_many_requests():
    outcome = said(429, {"code": "TOO_MANY_REQUESTS"})

    assert isinstance(outcome, NotExecuted)
    assert outcome.retry_after is not None
    assert outcome.retry_after.total_seconds() == 7


def test_a_refund_may_fail_at_once():
    assert said(200, {**MADE, "state": "FAILED", "errorCode": "X"}).failure == "x"


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        (RefundOrder("at_1", "at_1", "order_1", "upi", Money.of("5", "USD")), Rejection.CURRENCY_MISMATCH),
        (RefundOrder("at 1", "at_1", "order_1", "upi", inr("5")), Rejection.INVALID_REQUEST),
        (RefundOrder("at_1", "at_1", "../order", "upi", inr("5")), Rejection.PAYMENT_NOT_FOUND),
    ],
)
def test_what_cannot_be_sent_is_refused_at_once(phonepe, gateway, asked, code):
    outcome = gateway.create_refund(asked)

    assert isinstance(outcome, Rejected)
    assert outcome.code is code
    assert phonepe.requests_seen() == []


def test_another_refund_under_our_name_is_no_answer(phonepe, gateway):
    payment, other = (phonepe.take_payment(inr("50.00"), fee=None) for _ in range(2))
    gateway.create_refund(order(payment))

    with pytest.raises(UnreadableError):
        gateway.find_attempt(order(other))
    assert gateway.find_attempt(RefundOrder("at 1", "at_1", payment, "upi", inr("5"))) is None
