"""What Razorpay's answers to a refund mean for the money."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, Misconfigured, NotExecuted, OutcomeUnknown, Rejected, Rejection
from panel_refunds_testkit.peer import PeerReply, PeerRequest, PeerServer
from razorpay_account import built, inr, order

MADE: dict[str, Any] = {
    "id": "rfnd_1",
    "payment_id": "pay_1",
    "amount": 1000,
    "currency": "INR",
    "status": "pending",
    "notes": {"panel_refunds_attempt": "at_000000000001"},
}


def said(status: int, body: object):
    """What becomes of a refund that is answered like this."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    server = PeerServer(lambda _: PeerReply(status, raw, {"retry-after": "7"}))
    server.start()
    try:
        gateway = built(key_id="rzp_test_abcd1234", key_secret="x", mode="test", address=server.url)
        return gateway.create_refund(order("pay_1"))
    finally:
        server.stop()


def sentence(text: str, status: int = 400):
    return said(status, {"error": {"code": "BAD_REQUEST_ERROR", "description": text}})


def test_a_refund_is_sent_in_paise_with_its_key_and_attempt(razorpay, gateway):
    payment = razorpay.take_payment(inr("50.00"), fee=None)

    made = gateway.create_refund(order(payment))

    assert isinstance(made, GatewayRefund)
    (sent,) = [each for each in razorpay.server.seen if each.method == "POST"]
    assert sent.headers["x-refund-idempotency"] == "at_000000000001"
    assert sent.json() == {"amount": 1000, "speed": "normal", "notes": {"panel_refunds_attempt": "at_000000000001"}}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The payment has been fully refunded already", Rejection.ALREADY_REFUNDED),
        ("The refund amount provided is greater than amount captured", Rejection.OVER_REFUND),
        (
            "Your account does not have enough balance to carry out the refund operation.",
            Rejection.INSUFFICIENT_BALANCE,
        ),
        ("Payment is more than 6 months old, only instant refund is supported", Rejection.WINDOW_EXPIRED),
        ("The id provided does not exist", Rejection.PAYMENT_NOT_FOUND),
        ("The payment status should be captured for action to be taken", Rejection.NOT_REFUNDABLE),
        ("The amount must be atleast INR 1.00", Rejection.AMOUNT_TOO_SMALL),
        ("Something that nobody has heard of", Rejection.INVALID_REQUEST),
    ],
)
def test_a_sentence_is_a_reason(text, code):
    outcome = sentence(text)

    assert isinstance(outcome, Rejected)
    assert outcome.code is code
    assert text not in outcome.text


def test_a_key_that_was_used_for_something_else_means_that_something_ran():
    text = "Different request with the same idempotency key has already been processed."

    assert isinstance(sentence(text), OutcomeUnknown)


def test_401_is_for_the_operator():
    assert isinstance(sentence("Authentication failed", 401), Misconfigured)
    # Somebody in between says 401, not Razorpay.
    assert isinstance(said(401, b"<html>"), OutcomeUnknown)


@pytest.mark.parametrize("status", [409, 429])
def test_later(status):
    outcome = sentence("Too many requests", status)

    assert isinstance(outcome, NotExecuted)
    assert outcome.retry_after is not None
    assert outcome.retry_after.seconds == 7


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, {"error": {"description": "The payment has been fully refunded already"}}),
        (200, b"<html>"),
        (200, {}),
        (400, b"nonsense"),
        (302, b""),
        (200, {**MADE, "amount": 999}),
        (200, {**MADE, "currency": "USD"}),
        (200, {**MADE, "payment_id": "pay_2"}),
        (200, {**MADE, "notes": []}),
        (200, {**MADE, "status": "teleported"}),
        (200, {**MADE, "id": ""}),
    ],
)
def test_what_does_not_say_what_became_of_it_is_unknown(status, body):
    assert isinstance(said(status, body), OutcomeUnknown)


def test_nobody_there_means_that_it_was_not_sent():
    away = built(key_id="rzp_test_abcd1234", key_secret="x", mode="test", address="http://127.0.0.1:9")

    assert isinstance(away.create_refund(order("pay_1")), NotExecuted)


@pytest.mark.parametrize("amount", [inr("0"), inr("-1"), inr("0.001"), Money.of("5", "KWD"), Money.of("5", "JPY")])
def test_what_cannot_be_sent_is_refused_before_anything_is(razorpay, gateway, amount):
    outcome = gateway.create_refund(replace(order("pay_1"), amount=amount))

    assert isinstance(outcome, Rejected)
    assert razorpay.server.seen == ()


def test_a_list_that_never_ends_is_not_complete():
    server = PeerServer(endless)
    server.start()
    try:
        gateway = built(key_id="rzp_test_abcd1234", key_secret="x", mode="test", address=server.url)
        found = gateway.find_refunds("pay_1")
    finally:
        server.stop()

    assert not found.complete
    assert len(found.refunds) == 1


def endless(request: PeerRequest) -> PeerReply:
    assert request.query["count"] == "100"
    return PeerReply.json(200, {"items": [MADE] * 100})
