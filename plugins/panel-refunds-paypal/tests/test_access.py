"""The token: one for many questions and many threads, a new one when it ends, and never one of nonsense."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import NoAnswerError, UnreadableError
from panel_refunds_testkit.peer import PeerReply, PeerServer
from paypal_account import RIGHT, built, usd


def tokens_asked(paypal) -> int:
    return paypal.requests_seen().count("POST /v1/oauth2/token")


def test_many_threads_ask_for_one_token(paypal, gateway):
    payments = [paypal.take_payment(usd("50"), fee=None) for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        facts = list(pool.map(gateway.get_payment, payments))

    assert [each.ref for each in facts] == payments
    assert tokens_asked(paypal) == 1


def test_it_is_renewed_before_it_ends(paypal, gateway):
    payment = paypal.take_payment(usd("50"), fee=None)
    gateway.get_payment(payment)
    paypal.clock.advance(timedelta(hours=9, minutes=-1))
    before = len(paypal.requests_seen())
    gateway.get_payment(payment)

    assert tokens_asked(paypal) == 2
    assert paypal.requests_seen()[before] == "POST /v1/oauth2/token"


def answered(status: int, said: object):
    server = PeerServer(lambda _: PeerReply.json(status, said))
    server.start()
    try:
        built(**RIGHT, address=server.url).get_payment("pay_1")
    finally:
        server.stop()


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"access_token": "A21AAtoken", "token_type": "Bearer"},
        {"access_token": "A21AAtoken", "token_type": "mac", "expires_in": 100},
        {"access_token": "with space and\nline", "token_type": "Bearer", "expires_in": 100},
        {"access_token": "A21AAtoken", "token_type": "Bearer", "expires_in": 0},
    ],
)
def test_what_is_no_token_is_unreadable(said):
    with pytest.raises(UnreadableError):
        answered(200, said)


def test_a_refused_secret_is_the_operators_and_a_breakdown_is_not():
    with pytest.raises(MisconfiguredError):
        answered(401, {"error": "invalid_client", "error_description": "Client Authentication failed"})
    with pytest.raises(UnreadableError):
        answered(401, ["somebody in between"])
    with pytest.raises(NoAnswerError):
        answered(503, {"error": "down"})
