"""Sums, line by line: they begin where the decision begins, and never show a zero that is not known."""

from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.portal.sums import made_sum, sum_about
from panel_refunds.pages.words import words_of
from panel_refunds.policy.finding import Finding

FIGURES = {"deposited": "50.00", "spent": "10.00", "gross": "40.00", "fee": "1.75", "own_fee": "0.00", "net": "38.25"}


@pytest.fixture
def visit():
    words = words_of("en")
    return SimpleNamespace(words=words, figures=Figures(words.locale, ZoneInfo("UTC")))


def test_every_line_has_its_word_and_its_amount(visit):
    lines = [(line.role, line.word, line.amount) for line in made_sum(visit, FIGURES, "USD")]

    assert lines == [
        ("start", "Paid in", "$50.00"),
        ("less", "Spent on orders", "$10.00"),
        ("less", "Payment processor's fee", "$1.75"),
        ("total", "Arrives", "$38.25"),
    ]


def test_a_fee_that_is_not_known_is_no_zero(visit):
    figures = {name: text for name, text in FIGURES.items() if name not in ("fee", "net")}
    lines = made_sum(visit, figures, "USD")

    assert [(line.role, line.amount) for line in lines[-2:]] == [("less", None), ("total", None)]


def test_the_sum_of_one_deposit_is_found_among_many_lines(visit):
    window = Finding("window", "allow", "in_window", "2.2a", "in time", "dep_1", figures={"amount": "40.00"})
    others = Finding("amounts", "allow", "refundable", "2.4", "x", "dep_2", figures={**FIGURES, "net": "1.00"})
    own = Finding("amounts", "allow", "refundable", "2.4", "x", "dep_1", figures=FIGURES)

    assert sum_about(visit, [window, others, own], "dep_1", "USD")[-1].amount == "$38.25"
    assert sum_about(visit, [window], "dep_1", "USD") == []
