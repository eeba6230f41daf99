"""Reads: what does not exist, what is not accepted, and what may be asked again are three things."""

import json

import pytest

from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds.ports.said import Said
from panel_refunds_paytr.account import find_error
from panel_refunds_testkit.peer import PeerReply, PeerServer
from paytr_account import built


def asked(body: object, status: int = 200):
    server = PeerServer(lambda _: PeerReply(status, body if isinstance(body, bytes) else json.dumps(body).encode()))
    server.start()
    try:
        gateway = built(merchant_id="1", merchant_key="k", merchant_salt="s", mode="test", address=server.url)
        return gateway.get_payment("order1")
    finally:
        server.stop()


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"status": "error", "err_no": "004", "err_msg": "merchant_oid ile basarili odeme bulunamadi"}, LookupError),
        ({"status": "error", "err_no": "004", "err_msg": "something else"}, NoAnswerError),
        ({"status": "error", "err_no": "001", "err_msg": ""}, MisconfiguredError),
        ({"status": "error", "err_no": "003", "err_msg": "paytr_token gecersiz"}, MisconfiguredError),
        ({"status": "error", "err_no": "009", "err_msg": "busy"}, NoAnswerError),
        ({"status": "done"}, NoAnswerError),
        (b"<html>", NoAnswerError),
    ],
)
def test_errors_of_reads(said, error):
    with pytest.raises(error):
        asked(said)


def test_an_answer_that_is_not_ok_is_none():
    with pytest.raises(NoAnswerError):
        asked({"status": "error", "err_no": "004", "err_msg": "merchant_oid"}, 404)


def test_the_error_of_an_answer():
    assert find_error(Said({"status": "error", "err_no": "009"})) == "009"
    assert find_error(Said({"status": "success", "err_no": "009"})) is None
    assert find_error(Said({"status": "error"})) is None
