"""Reads: what does not exist, what is not accepted, and what may be asked again are three things."""

import pytest

from cryptomus_account import MERCHANT, STAND_IN, built
from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import Answer, NoAnswerError
from panel_refunds_cryptomus.account import find_message
from panel_refunds_testkit.peer import PeerReply, PeerServer


def answered(status: int, body: object):
    """What becomes of a question that is answered like this."""
    server = PeerServer(lambda _: PeerReply.json(status, body))
    server.start()
    try:
        return built(**{**STAND_IN, "address": server.url}).get_payment(MERCHANT)
    finally:
        server.stop()


def test_what_is_no_uuid_is_not_asked_for(cryptomus, gateway):
    for read in (gateway.get_payment, gateway.get_refund, gateway.find_refunds):
        with pytest.raises(LookupError):
            read("deposit-7")
    assert cryptomus.server.seen == ()


def test_what_does_not_exist(gateway):
    with pytest.raises(LookupError):
        gateway.get_payment(MERCHANT)


@pytest.mark.parametrize("message", ["Payment was not found", "Invoice not found", "Not found payment"])
def test_the_sentences_that_say_so(message):
    with pytest.raises(LookupError):
        answered(422, {"state": 1, "message": message})


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (404, {"message": "No query results"}),
        (404, {"state": 1, "message": "Payment service was not found"}),
        (500, {"state": 1, "message": "Payment was not found"}),
        (422, {"state": 1, "errors": {"uuid": ["validation.uuid"]}}),
        (500, {"state": 0, "result": {}}),
        (200, {"state": 2, "result": {}}),
        (200, {"state": 0, "result": {"uuid": "another"}}),
        (200, {"state": 0}),
        (200, []),
    ],
)
def test_what_proves_nothing(status, body):
    with pytest.raises(NoAnswerError):
        answered(status, body)


@pytest.mark.parametrize(
    ("status", "message"), [(401, ""), (403, "Forbidden"), (400, "Invalid Sign"), (404, "Merchant not found")]
)
def test_a_key_that_is_not_accepted(status, message):
    with pytest.raises(MisconfiguredError):
        answered(status, {"state": 1, "message": message})


def test_nobody_there_may_be_asked_again():
    with pytest.raises(NoAnswerError):
        built(**STAND_IN).get_payment(MERCHANT)


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"[]", b'{"state": "1"}', b'{"state": 0}', b"{}"])
def test_what_is_no_refusal_has_no_message(body):
    assert find_message(Answer(400, {}, body)) is None
