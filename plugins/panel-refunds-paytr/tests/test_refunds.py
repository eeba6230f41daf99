"""What PayTR's answers to a refund mean for the money; nothing is sent before the order was looked at."""

from __future__ import annotations

import json
from typing import Any

import pytest

from fake_paytr import order_said
from panel_refunds.money import Money
from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    OutcomeUnknown,
    RefundOrder,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds_testkit.peer import PeerPayment, PeerReply, PeerServer
from paytr_account import NINE, built, lira, order

REFERENCE = "pr" + b"at_000000000001".hex()
MADE: dict[str, Any] = {"status": "success", "is_test": "1", "merchant_oid": "order1", "return_amount": "10.00"}


def said(body: object, status: int = 200, **changed: Any):
    """What becomes of a refund that is answered like this."""
    paid = {**order_said(PeerPayment("order1", "first", lira("50"), None, NINE), ()), **changed}

    def answer(request):
        looked = request.path == "/odeme/durum-sorgu"
        code, told = (200, paid) if looked else (status, body)
        return PeerReply(code, told if isinstance(told, bytes) else json.dumps(told).encode())

    server = PeerServer(answer)
    server.start()
    try:
        gateway = built(merchant_id="1", merchant_key="k", merchant_salt="s", mode="test", address=server.url)
        return gateway.create_refund(order("order1"))
    finally:
        server.stop()


def test_a_refund_is_sent_with_a_point_and_its_reference(paytr, gateway):
    payment = paytr.take_payment(lira("50.00"), fee=None)

    made = gateway.create_refund(order(payment, "10.05"))

    assert made.status is RefundStatus.PENDING
    (sent,) = [each for each in paytr.server.seen if each.path == "/odeme/iade"]
    assert (sent.form()["return_amount"], sent.form()["reference_no"]) == ("10.05", REFERENCE)
    assert gateway.get_refund(made.ref).status is RefundStatus.SUCCEEDED


def test_what_is_there_already_is_not_sent_again(paytr, gateway):
    payment = paytr.take_payment(lira("50.00"), fee=None)
    gateway.create_refund(order(payment))

    again = gateway.create_refund(order(payment))

    assert isinstance(again, GatewayRefund)
    assert again.attempt_id == "at_000000000001"
    assert len(paytr.refunds_of(payment)) == 1
    assert isinstance(gateway.create_refund(order(payment, "11.00")), OutcomeUnknown)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("002", Rejection.INVALID_REQUEST),
        ("005", Rejection.PAYMENT_NOT_FOUND),
        ("008", Rejection.NOT_REFUNDABLE),
        ("009", Rejection.OVER_REFUND),
        ("010", Rejection.INSUFFICIENT_BALANCE),
        ("011", Rejection.WINDOW_EXPIRED),
    ],
)
def test_refusals(number, code):
    outcome = said({"status": "error", "err_no": number, "err_msg": "x"})

    assert isinstance(outcome, Rejected)
    assert outcome.code is code


@pytest.mark.parametrize("number", ["001", "004"])
def test_keys_that_are_not_accepted(number):
    assert isinstance(said({"status": "error", "err_no": number}), Misconfigured)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"status": "error", "err_no": "000"}, 200),
        ({"status": "error", "err_no": "099"}, 200),
        ({"status": "maybe"}, 200),
        (b"<html>", 200),
        (b"", 502),
        ({**MADE, "return_amount": "10.01"}, 200),
        ({**MADE, "merchant_oid": "order2"}, 200),
        ({**MADE, "reference_no": "pr00"}, 200),
        ({**MADE, "is_test": "0"}, 200),
    ],
)
def test_what_does_not_say_what_became_of_it_is_unknown(body, status):
    assert isinstance(said(body, status), OutcomeUnknown)


def test_the_reference_need_not_be_repeated():
    assert isinstance(said(MADE), GatewayRefund)


def test_an_order_of_the_other_mode_is_not_refunded():
    assert isinstance(said(MADE, test_mode="0"), Misconfigured)


def test_an_order_that_cannot_be_looked_at_is_not_refunded(paytr, gateway):
    payment = paytr.take_payment(lira("50.00"), fee=None)
    paytr.away = True

    assert isinstance(gateway.create_refund(order(payment)), NotExecuted)
    assert paytr.refunds_of(payment) == []


@pytest.mark.parametrize(
    ("amount", "attempt", "code"),
    [
        (Money.of("5", "JPY"), "at_1", Rejection.CURRENCY_MISMATCH),
        (lira("0"), "at_1", Rejection.INVALID_REQUEST),
        (lira("5"), "at 1", Rejection.INVALID_REQUEST),
    ],
)
def test_what_cannot_be_sent_is_refused_at_once(paytr, gateway, amount, attempt, code):
    outcome = gateway.create_refund(RefundOrder(attempt, "key_00000001", "order1", "card", amount))

    assert isinstance(outcome, Rejected)
    assert outcome.code is code
    assert paytr.requests_seen() == []
