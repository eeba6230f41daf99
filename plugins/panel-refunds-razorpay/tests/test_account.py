"""Reads: what does not exist, what is not accepted, and what may be asked again are three things."""

import pytest

from panel_refunds.ports import MisconfiguredError
from panel_refunds.ports.asking import Answer, NoAnswerError
from panel_refunds_razorpay.account import find_sentence, says_unknown
from razorpay_account import built


def test_what_does_not_exist(gateway):
    for read in (gateway.get_payment, gateway.get_refund, gateway.find_refunds, gateway.get_dispute):
        with pytest.raises(LookupError):
            read("disp_nothing")


def test_a_key_that_is_not_accepted(razorpay):
    wrong = built(**razorpay.wrong_settings(razorpay.url))

    with pytest.raises(MisconfiguredError):
        wrong.get_payment("pay_1")


def test_nobody_there_may_be_asked_again():
    away = built(key_id="rzp_test_abcd1234", key_secret="x", mode="test", address="http://127.0.0.1:9")

    with pytest.raises(NoAnswerError):
        away.get_payment("pay_1")


@pytest.mark.parametrize("body", [b"", b"<html>no</html>", b"[]", b'{"error": "no"}', b"{}"])
def test_what_is_no_refusal_of_razorpays_has_no_sentence(body):
    assert find_sentence(Answer(400, {}, body)) is None


def test_a_sentence_is_compared_in_lower_case():
    said = find_sentence(Answer(400, {}, b'{"error": {"description": "The ID provided does not exist"}}'))

    assert says_unknown(said)
    assert not says_unknown("the payment has been fully refunded already")
