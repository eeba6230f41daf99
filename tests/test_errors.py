"""Refusals are answers: a code from one table, a sentence, and figures safe to show."""

from __future__ import annotations

import re

import pytest

from panel_refunds.errors import CODES, Refused


def test_a_refusal_carries_code_sentence_field_and_figures():
    refused = Refused("insufficient_funds", "The order costs 5.00.", field="amount", free="3.00")

    assert (refused.code, refused.text, refused.field) == ("insufficient_funds", "The order costs 5.00.", "amount")
    assert dict(refused.facts) == {"free": "3.00"}
    assert refused.status == 422
    assert str(refused) == "insufficient_funds: The order costs 5.00."


def test_a_refusal_without_a_sentence_says_that_of_its_code():
    refused = Refused("request_open")

    assert refused.text == "A request is open on that deposit already."
    assert refused.field is None
    assert not refused.facts
    assert refused.status == 409


def test_a_code_nobody_defined_is_a_mistake_of_ours():
    with pytest.raises(LookupError, match="no_such_code"):
        Refused("no_such_code")


def test_nobody_changes_the_figures_or_the_table_afterwards():
    with pytest.raises(TypeError):
        Refused("not_found", id="x").facts["id"] = "y"
    with pytest.raises(TypeError):
        CODES["not_found"] = CODES["locked"]


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_a_word_with_a_sentence_and_an_answer_for_the_web(code):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code)
    assert re.fullmatch(r"[A-Z].*[a-z]\.", CODES[code].title)
    assert 400 <= CODES[code].status <= 503


STORIES = """
window_closed exceeds_unspent nothing_unspent bonus_not_refundable fee_exceeds_amount fee_unknown order_in_progress
order_completed user_error wrong_channel subject_missing account_terminated account_forfeited payment_disputed
destination_not_original request_open amount_invalid insufficient_funds site_excluded second_person_needed not_found
too_early deposits_not_refundable cause_not_covered below_minimum order_refunds_not_withdrawable account_suspended
identity_missing
"""


@pytest.mark.parametrize("code", STORIES.split())
def test_the_codes_that_stories_use_exist(code):
    assert code in CODES
