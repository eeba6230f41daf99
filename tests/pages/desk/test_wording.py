"""Every state that code knows has a word on the desk; what is somebody else's stays as it is."""

from __future__ import annotations

from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.ledger.customer import AccountState
from panel_refunds.ledger.deposit import DisputeState
from panel_refunds.ledger.lot import LotKind
from panel_refunds.orders.words import KNOWN
from panel_refunds.pages.desk import wording
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.words import words_of
from panel_refunds.policy.finding import Effect
from panel_refunds.refunds.attempt import AttemptState
from panel_refunds.refunds.refund import RefundState
from panel_refunds.refunds.request import Recommendation, RequestState

WORDS = words_of("en")
TONES = {"good", "bad", "warn", "busy", "quiet"}


@pytest.mark.parametrize(
    ("say", "known"),
    [
        (wording.request_pill, RequestState),
        (wording.recommendation_pill, Recommendation),
        (wording.refund_pill, RefundState),
        (wording.attempt_pill, AttemptState),
        (wording.effect_pill, Effect),
        (wording.account_pill, AccountState),
        (wording.dispute_pill, DisputeState),
    ],
)
def test_every_state_has_a_pill(say, known):
    pills = [say(WORDS, each) for each in get_args(known)]

    assert {pill.tone for pill in pills} <= TONES
    assert len({pill.text for pill in pills}) == len(pills)


def test_a_verdict_that_failed_is_no_answer():
    for answer in ("allow", "review", "deny", "abstain"):
        assert wording.verdict_pill(WORDS, answer, failed=True).text == "No answer"
        assert wording.verdict_pill(WORDS, answer, failed=False).text != "No answer"


def test_every_status_and_lot_is_named():
    assert all(wording.order_status(WORDS, each) != each for each in KNOWN)
    assert wording.order_status(WORDS, "unheard") == "unheard"
    assert len({wording.lot_kind(WORDS, each) for each in get_args(LotKind)}) == 3
    assert wording.author(WORDS, "finance-ana") == "finance-ana"
    assert wording.action_done(WORDS, "approve") == "approved it"


def test_figures_are_told_in_words_and_the_tenants_time():
    figures = Figures(WORDS.locale, ZoneInfo("America/New_York"))

    assert wording.figure_name(WORDS, "deposited") == "paid in"
    assert wording.figure_name(WORDS, "their_own") == "their_own"
    assert wording.figure_text(figures, "2026-09-15T14:00:00+00:00") == "Sep 15, 2026, 10:00\u202fAM EDT"
    for text in ("12.50", "The Text", "2026-09-15T14:00:00"):
        assert wording.figure_text(figures, text) == text
