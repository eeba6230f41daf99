"""What AcmePay's answers to a refund mean for the money."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from acmepay_account import built, order, usd
from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, Misconfigured, NotExecuted, OutcomeUnknown, Rejected
from panel_refunds_example import refunds
from panel_refunds_testkit.peer import PeerReply, PeerServer

MADE: dict[str, Any] = {
    "id": "ref_1",
    "payment": "pay_1",
    "amount": "10.00",
    "currency": "USD",
    "status": "pending",
    "note": "attempt:at_000000000001",
}


def said(status: int, body: object):
    """What becomes of a refund that is answered like this."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    server = PeerServer(lambda _: PeerReply(status, raw, {"retry-after": "7"}))
    server.start()
    try:
        return built(key="x", address=server.url).create_refund(order("pay_1"))
    finally:
        server.stop()


def error(code: str, status: int):
    return said(status, {"error": {"code": code}})


def test_the_same_order_is_the_same_bytes_under_the_same_key(acmepay, gateway):
    payment = acmepay.take_payment(usd("50.00"), fee=None)

    made = gateway.create_refund(order(payment))
    again = gateway.create_refund(order(payment))

    assert isinstance(made, GatewayRefund)
    assert again == made
    first, second = acmepay.server.seen
    assert first == second
    assert first.headers["idempotency-key"] == "at_000000000001"
    assert first.json() == {"amount": "10.00", "currency": "USD", "note": "attempt:at_000000000001"}
    assert len(acmepay.refunds_of(payment)) == 1


def test_yen_have_no_point(acmepay, gateway):
    payment = acmepay.take_payment(Money.of("5000", "JPY"), fee=None)

    gateway.create_refund(replace(order(payment), amount=Money.of("1200", "JPY")))

    assert acmepay.server.seen[-1].json()["amount"] == "1200"


@pytest.mark.parametrize(("code", "reason"), refunds.REFUSALS.items())
def test_a_refusal_is_a_reason(code, reason):
    outcome = error(code, 422)

    assert isinstance(outcome, Rejected)
    assert outcome.code is reason


def test_a_refusal_with_a_5xx_is_none():
    assert isinstance(error("already_refunded", 500), OutcomeUnknown)


def test_the_key_is_for_the_operator():
    assert isinstance(error("unauthorized", 401), Misconfigured)
    # Somebody in between says 401, not AcmePay.
    assert isinstance(said(401, b"<html>"), OutcomeUnknown)


@pytest.mark.parametrize(("status", "code"), [(429, "slow_down"), (409, "busy")])
def test_later(status, code):
    outcome = error(code, status)

    assert isinstance(outcome, NotExecuted)
    assert outcome.retry_after is not None
    assert outcome.retry_after.seconds == 7


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (201, b"<html>"),
        (201, {}),
        (200, MADE),
        (409, {"error": {"code": "key_used"}}),
        (302, b""),
        (201, {**MADE, "amount": "9.99"}),
        (201, {**MADE, "currency": "EUR"}),
        (201, {**MADE, "payment": "pay_2"}),
        (201, {**MADE, "note": None}),
        (201, {**MADE, "status": "teleported"}),
        (201, {**MADE, "id": ""}),
    ],
)
def test_what_does_not_say_what_became_of_it_is_unknown(status, body):
    assert isinstance(said(status, body), OutcomeUnknown)


def test_nobody_there_means_that_it_was_not_sent():
    assert isinstance(built(key="x", address="http://127.0.0.1:9").create_refund(order("pay_1")), NotExecuted)


@pytest.mark.parametrize("amount", [usd("0"), usd("-1"), usd("0.001"), Money.of("0.5", "JPY")])
def test_what_cannot_be_sent_is_refused_before_anything_is(acmepay, gateway, amount):
    outcome = gateway.create_refund(replace(order("pay_1"), amount=amount))

    assert isinstance(outcome, Rejected)
    assert acmepay.server.seen == ()


def test_every_page_is_read(acmepay, gateway):
    payment = acmepay.take_payment(usd("50.00"), fee=None)
    for _ in range(120):
        acmepay.refund_outside(payment, usd("0.10"))

    found = gateway.find_refunds(payment)

    assert found.complete
    assert [each.ref for each in found.refunds] == [each.ref for each in acmepay.refunds_of(payment)]
    assert gateway.get_refund(found.refunds[0].ref) == found.refunds[0]


def test_a_list_that_never_ends_is_not_complete(monkeypatch):
    monkeypatch.setattr(refunds, "MOST_PAGES", 3)
    server = PeerServer(lambda _: PeerReply.json(200, {"refunds": [MADE], "next": "again"}))
    server.start()
    try:
        found = built(key="x", address=server.url).find_refunds("pay_1")
    finally:
        server.stop()

    assert not found.complete
