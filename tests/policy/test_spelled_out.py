"""The sum behind a refund reads as on paper, and its figures really add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.snapshots import decided, deposit, snapshot, version

from panel_refunds.money import format_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.settings import OwnFee
from panel_refunds.policy.spelled_out import spelled_out


def sums(decision) -> list[str]:
    return [text for finding in decision.findings if (text := spelled_out(finding))]


@pytest.mark.parametrize(
    ("facts", "asked", "text"),
    [
        (deposit(left="40", spent="10", fee="1.75"), "all", "50.00 − 10.00 spent − 1.75 fee = 38.25"),
        (deposit(fee="1.75"), "all", "50.00 − 1.75 fee = 48.25"),
        (deposit(fee="1.75"), "20", "20.00 − 1.75 fee = 18.25"),
        (deposit(left="40", spent="10"), "all", "50.00 − 10.00 spent = 40.00"),
        (deposit(left="40", spent="10", fee=None), "all", "50.00 − 10.00 spent − a fee not known yet"),
        (
            deposit(
                fee="1.75",
                bonuses=[("5", "4")],
                policy=version(deposits__own_fee=OwnFee(20_000), bonus__already_spent="deduct"),
            ),
            "all",
            "50.00 − 1.75 fee − 1.00 own fee − 4.00 spent bonus = 43.25",
        ),
    ],
)
def test_the_sum_begins_at_what_was_paid_in_and_ends_at_what_arrives(facts, asked, text):
    assert sums(decided(snapshot(facts), asked, "d1")) == [text]


def test_a_refund_from_which_nothing_is_taken_needs_no_sum():
    assert sums(decided(snapshot(deposit()), "20", "d1")) == []


def test_a_finding_without_figures_has_no_sum():
    assert spelled_out(Finding("window", "deny", "window_closed", "2.2a", "Too late.")) is None


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**4), st.integers(1, 10**6))
def test_whatever_the_figures_the_sum_adds_up(left, spent, fee, asked):
    cents = 10**6
    facts = deposit(
        amount=format_units((left + spent) * cents),
        left=format_units(left * cents),
        spent=format_units(spent * cents),
        fee=format_units(min(fee, left + spent) * cents),
    )
    for text in sums(decided(snapshot(facts), format_units(asked * cents), "d1")):
        first, *taken = [Decimal(term.split()[0]) for term in text.partition(" = ")[0].split(" − ")]
        assert first - sum(taken) == Decimal(text.partition(" = ")[2])
