"""Every state has a word and a tone; the customer is spoken to."""

from typing import get_args

import pytest

from panel_refunds.orders.words import KNOWN
from panel_refunds.pages.portal.status_words import failure, order_status, refund_status, request_status
from panel_refunds.pages.words import words_of
from panel_refunds.ports import Rejection
from panel_refunds.refunds.refund import RefundState
from panel_refunds.refunds.request import RequestState

TONES = {"good", "busy", "asks", "bad", "quiet"}
ENGLISH = words_of("en")


@pytest.mark.parametrize(
    "status",
    [
        *(request_status(ENGLISH, state) for state in get_args(RequestState)),
        *(refund_status(ENGLISH, state) for state in get_args(RefundState)),
        *(order_status(ENGLISH, word) for word in sorted(KNOWN)),
    ],
)
def test_every_state_is_a_word_with_a_tone(status):
    assert status.word[0].isupper()
    assert "_" not in status.word
    assert status.tone in TONES


def test_the_customer_is_the_one_who_is_waited_for():
    assert request_status(ENGLISH, "waiting_for_customer").word == "Waiting for you"


def test_a_word_that_nobody_knows_is_looked_at():
    assert order_status(ENGLISH, "fnord") == order_status(ENGLISH, "unknown")


@pytest.mark.parametrize(
    "why", [*(code.value for code in Rejection), "failed", "canceled", None, "some_words_of_a_bank"]
)
def test_every_failure_is_a_sentence(why):
    said = failure(ENGLISH, why)

    assert said.endswith(".")
    assert "_" not in said
