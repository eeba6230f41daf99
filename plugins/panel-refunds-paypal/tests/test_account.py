"""A read may be asked twice when its token had ended; a refund is sent once, whatever is said of its token."""

from __future__ import annotations

import pytest

from panel_refunds.ports import GatewayRefund, Misconfigured, MisconfiguredError, NotExecuted
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.peer import PeerReply
from paypal_account import RIGHT, built, order, said_by, usd

INVALID = PeerReply.json(401, {"error": "invalid_token", "error_description": "Token signature verification failed"})


def test_what_does_not_exist(gateway):
    for read in (gateway.get_payment, gateway.get_refund, gateway.find_refunds, gateway.get_dispute):
        with pytest.raises(LookupError):
            read("nothing")
        with pytest.raises(LookupError):
            read("")


def test_a_read_is_asked_once_more_with_a_new_token(paypal, gateway):
    payment = paypal.take_payment(usd("50"), fee=None)
    gateway.get_payment(payment)
    paypal.tokens.clear()

    assert gateway.get_payment(payment).amount == usd("50")


def test_a_read_is_not_asked_a_third_time():
    with said_by(lambda _: INVALID) as (gateway, server):
        with pytest.raises(MisconfiguredError):
            gateway.get_payment("pay_1")

        assert [each.path for each in server.seen] == ["/v1/oauth2/token", "/v2/payments/captures/pay_1"]


def test_a_refund_whose_token_ended_waits_and_is_never_sent_twice(paypal, gateway):
    payment = paypal.take_payment(usd("50"), fee=None)
    gateway.get_payment(payment)
    paypal.tokens.clear()

    first = gateway.create_refund(order(payment))
    sent = [each for each in paypal.requests_seen() if each.endswith("/refund")]
    assert isinstance(first, NotExecuted)
    assert len(sent) == 1
    assert paypal.refunds_of(payment) == ()
    assert isinstance(gateway.create_refund(order(payment)), GatewayRefund)


def test_a_new_token_that_is_refused_is_the_operators():
    with said_by(lambda _: INVALID) as (gateway, server):
        assert isinstance(gateway.create_refund(order("pay_1")), Misconfigured)
        assert sum(each.path.endswith("/refund") for each in server.seen) == 1


def test_without_a_token_nothing_was_sent():
    away = built(**RIGHT, address="http://127.0.0.1:9")

    assert isinstance(away.create_refund(order("pay_1")), NotExecuted)
    with pytest.raises(NoAnswerError):
        away.get_payment("pay_1")


@pytest.mark.parametrize(("status", "error"), [(403, MisconfiguredError), (400, NoAnswerError), (500, NoAnswerError)])
def test_other_answers_to_reads(status, error):
    refused = PeerReply.json(status, {"name": "NOT_AUTHORIZED", "message": "x", "debug_id": "1"})
    with said_by(lambda _: refused) as (gateway, _), pytest.raises(error):
        gateway.get_payment("pay_1")
    # Somebody in between is nobody's word about a payment.
    with said_by(lambda _: PeerReply(404, b"<html>")) as (gateway, _), pytest.raises(NoAnswerError):
        gateway.get_payment("pay_1")
