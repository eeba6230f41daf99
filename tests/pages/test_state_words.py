"""Every state has a word, in every language."""

from typing import get_args

import pytest

from panel_refunds.ledger.customer import AccountState
from panel_refunds.ledger.deposit import DisputeState
from panel_refunds.orders.review import WHY
from panel_refunds.orders.rules import BUILTIN_REASONS, BUILTIN_STATUS_EFFECTS
from panel_refunds.pages import state_words
from panel_refunds.pages.words import languages, words_of
from panel_refunds.ports import Rejection
from panel_refunds.refunds.refund import RefundState
from panel_refunds.refunds.request import Recommendation, RequestState

KINDS = {
    state_words.state_of_request: (state_words.REQUEST_STATES, get_args(RequestState)),
    state_words.state_of_refund: (state_words.REFUND_STATES, get_args(RefundState)),
    state_words.state_of_order: (state_words.ORDER_STATES, (*BUILTIN_STATUS_EFFECTS, "unknown")),
    state_words.state_of_dispute: (state_words.DISPUTE_STATES, get_args(DisputeState)),
    state_words.state_of_account: (state_words.ACCOUNT_STATES, get_args(AccountState)),
    state_words.recommendation: (state_words.RECOMMENDATIONS, get_args(Recommendation)),
    state_words.reason_word: (state_words.ORDER_REASONS, tuple(BUILTIN_REASONS)),
    state_words.review_of_order: (state_words.ORDER_REVIEWS, tuple(WHY)),
}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("of", KINDS)
def test_every_state_has_a_word_of_its_own(language, of):
    table, states = KINDS[of]
    told = [of(words_of(language), state) for state in states]

    assert set(table) == set(states)
    assert len(set(told)) == len(states)
    assert not set(told) & set(states)


def test_a_word_of_the_tenant_s_own_is_shown_as_it_is():
    assert state_words.state_of_order(words_of("en"), "awaiting_moon") == "awaiting_moon"


def test_every_refusal_of_a_gateway_is_told():
    assert {rejection.value for rejection in Rejection} <= state_words.WHY_NOT.keys()
    assert state_words.why_not(words_of("en"), "expired_or_canceled_card") == "The card has expired or was cancelled."


def test_what_a_gateway_says_in_its_own_words_is_not_shown_to_customers():
    told = state_words.why_not(words_of("en"), "ERR_7731: acquirer says no")

    assert told == "The bank or wallet did not take the money."
