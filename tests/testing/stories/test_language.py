"""The language is declared once: every verb and key that is written down for people is one that is read."""

import re

import pytest

from panel_refunds.testing.stories.expectation import Expectation, ExpectedArrival, ExpectedOrder, ExpectedRequest
from panel_refunds.testing.stories.language import keys_of
from panel_refunds.testing.stories.story import VERBS


def test_the_verbs_stand_in_the_order_in_which_they_win():
    assert [verb.verb for verb in VERBS] == [
        *("deposit", "fee", "bonus", "order", "status", "request", "confirm", "withdraw", "reply", "approve"),
        *("decline", "ask", "gateway", "dispute", "terminate", "forfeit", "cancel", "time", "expect"),
    ]


@pytest.mark.parametrize("verb", VERBS)
def test_the_first_key_is_the_verbs_own_value_and_must_be_given(verb):
    first = next(keys_of(verb))

    assert first.required
    assert re.match(r"[A-Z].*\.", verb.__doc__)


def test_a_key_that_is_no_name_in_python_has_another_there():
    assert [(key.name, key.field) for key in keys_of(ExpectedArrival)] == [("from", "first"), ("to", "last")]


def test_only_names_must_be_given_in_an_expectation():
    required = {
        (table.__name__, key.name)
        for table in (Expectation, ExpectedArrival, ExpectedOrder, ExpectedRequest)
        for key in keys_of(table)
        if key.required
    }

    assert required == {("ExpectedOrder", "id"), ("ExpectedRequest", "id")}
