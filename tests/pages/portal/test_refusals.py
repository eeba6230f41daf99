"""Refusals are told to a person, not to a program."""

import pytest

from panel_refunds.errors import CODES, Refused
from panel_refunds.pages.portal.refusals import told
from panel_refunds.pages.words import words_of


def test_of_an_amount_nobody_hears_of_quotes():
    said = told(
        words_of("en"), Refused("amount_invalid", 'An amount is a plain decimal number in quotes, like "12.50".')
    )

    assert said == "Enter an amount above zero, like 12.50, with no more digits than the currency has."


def test_of_a_busy_database_nobody_hears_of_keys():
    assert "key" not in told(words_of("en"), Refused("locked"))


def test_what_nobody_foresaw_is_said_in_the_flows_own_words():
    assert told(words_of("en"), Refused("gateway_not_stopped", "That gateway runs.")) == "That gateway runs."


@pytest.mark.parametrize("code", sorted(CODES))
def test_no_refusal_shows_an_empty_figure(code):
    said = told(words_of("en"), Refused(code))

    assert said
    assert "{" not in said
