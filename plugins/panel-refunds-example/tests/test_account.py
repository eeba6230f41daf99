"""Reads: what does not exist, what is not accepted, and what may be asked again are three things."""

import pytest

from acmepay_account import built
from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import Answer, NoAnswerError, NotSentError
from panel_refunds_example.account import find_error
from panel_refunds_testkit.peer import PeerReply, PeerServer


def test_what_does_not_exist(gateway):
    for read in (gateway.get_payment, gateway.get_refund, gateway.find_refunds, gateway.get_dispute):
        with pytest.raises(LookupError):
            read("nothing/../of that name?")


def test_a_key_that_is_not_accepted(acmepay):
    wrong = built(**acmepay.wrong_settings(acmepay.url))

    with pytest.raises(MisconfiguredError):
        wrong.get_payment("pay_1")


def test_nobody_there_may_be_asked_again():
    with pytest.raises(NotSentError):
        built(key="x", address="http://127.0.0.1:9").get_payment("pay_1")


@pytest.mark.parametrize(
    ("status", "body"), [(401, b"<html>"), (403, b"<html>"), (404, b"<html>"), (500, b"{}"), (302, b""), (204, b"")]
)
def test_what_somebody_in_between_says_is_no_answer(status, body):
    server = PeerServer(lambda _: PeerReply(status, body))
    server.start()
    try:
        with pytest.raises(NoAnswerError):
            built(key="x", address=server.url).get_payment("pay_1")
    finally:
        server.stop()


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"[]", b'{"error": "no"}', b"{}", b'{"error": {}}'])
def test_what_is_no_refusal_of_acmepays_has_no_code(body):
    assert find_error(Answer(400, {}, body)) is None
