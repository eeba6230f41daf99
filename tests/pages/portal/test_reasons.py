"""Reasons on the customer's pages: each once, with its clause, and only what speaks against."""

from dataclasses import replace
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.portal.reasons import reason_of, reasons_of
from panel_refunds.pages.words import words_of
from panel_refunds.policy.finding import Finding

DENIED = Finding("window", "deny", "window_closed", "2.2a", "over", "dep_1")


@pytest.fixture
def visit():
    words = words_of("en")
    return SimpleNamespace(words=words, figures=Figures(words.locale, ZoneInfo("America/New_York")))


def test_a_plain_yes_is_no_reason(visit):
    fine = Finding("window", "allow", "in_window", "2.2a", "in time")

    assert [reason.code for reason in reasons_of(visit, [fine, DENIED], "USD")] == ["window_closed"]


def test_what_is_said_of_two_deposits_alike_is_said_once(visit):
    assert len(reasons_of(visit, [DENIED, replace(DENIED, about="dep_2")], "USD")) == 1


def test_a_request_that_stands_in_the_way_is_named(visit):
    line = Finding("deposit", "deny", "request_open", "5", "open", "dep_1", figures={"request": "rr_1"})

    assert reason_of(visit, line, "USD").request == "rr_1"
    assert reason_of(visit, DENIED, "USD").request is None


def test_a_rule_of_somebodys_own_speaks_for_itself(visit):
    line = Finding("rules.moon", "deny", "moon_is_full", "R1", "Not while the moon is full.")

    reason = reason_of(visit, line, "USD")
    assert (reason.text, reason.clause) == ("Not while the moon is full.", "R1")
