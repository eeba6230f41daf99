"""What PayPal's answers to a refund mean for the money."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, OutcomeUnknown, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.exactly_once.used_key import UsedKeyChecks
from panel_refunds_testkit.peer import PeerReply
from panel_refunds_testkit.stand import GatewayStand
from paypal_account import order, said_by, usd

MADE: dict[str, Any] = {
    "id": "R1",
    "status": "PENDING",
    "amount": {"currency_code": "USD", "value": "10.00"},
    "custom_id": "panel-refunds.at_000000000001",
    "links": [{"rel": "up", "href": "https://api.paypal.com/v2/payments/captures/C1"}],
}


def said(status: int, body: object):
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    with said_by(lambda _: PeerReply(status, raw)) as (gateway, _):
        return gateway.create_refund(order("C1"))


def test_a_refund_is_sent_with_its_amount_its_key_and_its_attempt(paypal, gateway):
    payment = paypal.take_payment(usd("50.00"), fee=None)

    made = gateway.create_refund(order(payment))

    assert isinstance(made, GatewayRefund)
    (sent,) = [each for each in paypal.server.seen if each.path.endswith("/refund")]
    assert sent.headers["paypal-request-id"] == "at_000000000001"
    assert sent.headers["prefer"] == "return=representation"
    assert sent.json() == {
        "amount": {"currency_code": "USD", "value": "10.00"},
        "custom_id": "panel-refunds.at_000000000001",
    }


def test_the_same_order_again_is_the_same_refund_for_45_days(paypal, gateway):
    payment = paypal.take_payment(usd("50.00"), fee=None)
    first = gateway.create_refund(order(payment))
    paypal.clock.advance(timedelta(days=40))

    assert gateway.create_refund(order(payment)) == first
    assert len(paypal.refunds_of(payment)) == 1


def test_the_key_of_another_order_means_that_something_ran(paypal, gateway):
    payment = paypal.take_payment(usd("50.00"), fee=None)
    gateway.create_refund(order(payment))

    assert isinstance(gateway.create_refund(order(payment, "11.00")), OutcomeUnknown)


def test_a_first_answer_to_the_key_of_another_order_means_the_same(paypal):
    paypal.replays = True
    stand = GatewayStand(paypal)
    UsedKeyChecks().test_a_key_that_came_with_another_order_is_no_refusal(stand)

    payment = paypal.take_payment(usd("50.00"), fee=None)
    stand.gateway.create_refund(order(payment))
    assert isinstance(stand.gateway.create_refund(order(payment, "11.00")), OutcomeUnknown)
    stand.close()
    assert len(paypal.refunds_of(payment)) == 1


@pytest.mark.parametrize("status", [200, 201])
def test_both_words_for_done_are_heard(status):
    assert isinstance(said(status, MADE), GatewayRefund)


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, MADE),
        (202, MADE),
        (302, b""),
        (200, b"<html>"),
        (200, {}),
        (201, {name: MADE[name] for name in ("id", "status", "links")}),
        (201, {**MADE, "amount": {"currency_code": "USD", "value": "9.99"}}),
        (201, {**MADE, "amount": {"currency_code": "EUR", "value": "10.00"}}),
        (201, {**MADE, "custom_id": "panel-refunds.at_2"}),
        (201, {**MADE, "custom_id": None}),
        (201, {**MADE, "links": []}),
        (201, {**MADE, "links": [{"rel": "up", "href": "https://x/v2/payments/captures/C2"}]}),
        (201, {**MADE, "status": "TELEPORTED"}),
        (201, {**MADE, "id": ""}),
    ],
)
def test_what_does_not_say_what_became_of_it_is_unknown(status, body):
    assert isinstance(said(status, body), OutcomeUnknown)


@pytest.mark.parametrize(
    ("amount", "code"),
    [
        (usd("0"), Rejection.INVALID_REQUEST),
        (usd("-1"), Rejection.INVALID_REQUEST),
        (usd("0.001"), Rejection.INVALID_REQUEST),
        (Money.of("10.50", "HUF"), Rejection.INVALID_REQUEST),
        (Money.of("5", "KWD"), Rejection.CURRENCY_MISMATCH),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is(paypal, gateway, amount, code):
    outcome = gateway.create_refund(replace(order("pay_1"), amount=amount))

    assert isinstance(outcome, Rejected)
    assert outcome.code is code
    assert paypal.server.seen == ()


def test_a_payment_without_a_name_is_none(gateway):
    outcome = gateway.create_refund(order(""))

    assert isinstance(outcome, Rejected)
    assert outcome.code is Rejection.PAYMENT_NOT_FOUND


def test_forints_go_back_whole(paypal, gateway):
    payment = paypal.take_payment(Money.of("5000", "HUF"), fee=None)

    made = gateway.create_refund(replace(order(payment), amount=Money.of("1200", "HUF")))

    assert isinstance(made, GatewayRefund)
    assert gateway.get_refund(made.ref) == made
    assert gateway.find_refunds(payment).refunds == (made,)
