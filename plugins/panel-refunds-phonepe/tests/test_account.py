"""Tokens: asked for once, asked for anew before they end, forgotten when they are not accepted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from panel_refunds.ports import GatewayRefund, MisconfiguredError, NotExecuted
from panel_refunds.ports.asking import Answer, NoAnswerError
from panel_refunds_phonepe.account import find_code
from panel_refunds_testkit.peer import PeerReply, PeerServer
from phonepe_account import built, inr, order


def tokens(phonepe):
    return sum(request.endswith("/oauth/token") for request in phonepe.requests_seen())


def test_a_token_is_used_until_shortly_before_its_end(phonepe, gateway):
    payment = phonepe.take_payment(inr("50"), fee=None)
    gateway.get_payment(payment)
    phonepe.clock.advance(timedelta(minutes=58))
    gateway.get_payment(payment)
    assert tokens(phonepe) == 1
    phonepe.clock.advance(timedelta(minutes=2))
    gateway.get_payment(payment)

    assert tokens(phonepe) == 2


def test_a_token_that_was_taken_back_sent_nothing_and_the_next_question_asks_for_another(phonepe, gateway):
    payment = phonepe.take_payment(inr("50"), fee=None)
    gateway.get_payment(payment)
    phonepe.tokens.clear()

    assert isinstance(gateway.create_refund(order(payment)), NotExecuted)
    assert phonepe.refunds_of(payment) == ()
    assert isinstance(gateway.create_refund(order(payment)), GatewayRefund)


def test_credentials_that_are_not_accepted(phonepe):
    wrong = built(phonepe.clock, **phonepe.wrong_settings(phonepe.url))

    with pytest.raises(MisconfiguredError):
        wrong.get_payment("pay_000001")


@pytest.mark.parametrize("reply", [PeerReply(500, b"oops"), PeerReply(200, b"{}"), PeerReply(401, b"<html>")])
def test_without_a_token_nothing_was_sent(reply):
    server = PeerServer(lambda _: reply)
    server.start()
    try:
        gateway = built(client_id="a", client_secret="b", mode="test", address=server.url)
        assert isinstance(gateway.create_refund(order("pay_1")), NotExecuted)
        with pytest.raises(NoAnswerError):
            gateway.get_payment("pay_1")
    finally:
        server.stop()


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"[]", b'{"code": 5}', b"{}"])
def test_what_is_no_refusal_of_phonepes_has_no_code(body):
    assert find_code(Answer(400, {}, body)) is None
