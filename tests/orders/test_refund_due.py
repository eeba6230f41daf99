"""What an order owes over its whole life: the charge, or the undelivered share of it."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.money import MAX_UNITS, SCALE, parse_units
from panel_refunds.orders.refund_due import refund_due

CHARGES = st.integers(0, MAX_UNITS)
TOTALS = st.integers(1, 10**12)
REMAINS = st.integers(-(10**6), 10**13)


def share(charge: int, total: int, remains: int | None) -> int:
    return refund_due("undelivered", charge=charge, total=total, remains=remains)


def test_the_published_example_to_the_last_digit():
    assert share(parse_units("0.27819"), 1000, 157) == parse_units("0.04367583")


def test_a_drip_feed_shares_out_over_all_its_runs():
    assert share(10 * SCALE, 100 * 5, 150) == 3 * SCALE


@given(CHARGES, TOTALS, st.none() | REMAINS)
def test_a_cancelled_order_owes_its_whole_charge_whatever_remains_says(charge, total, remains):
    assert refund_due("whole", charge=charge, total=total, remains=remains) == charge


@given(CHARGES, TOTALS, REMAINS)
def test_the_share_lies_between_nothing_and_the_charge(charge, total, remains):
    assert 0 <= share(charge, total, remains) <= charge


@given(CHARGES, TOTALS, REMAINS, st.integers(0, 10**6))
def test_more_that_remains_never_owes_less(charge, total, remains, more):
    assert share(charge, total, remains) <= share(charge, total, remains + more)


@given(CHARGES, TOTALS, st.data())
def test_it_is_the_exact_share_rounded_down_once(charge, total, data):
    remains = data.draw(st.integers(0, total))
    exact = Fraction(charge * remains, total)

    assert exact - 1 < share(charge, total, remains) <= exact


def test_beyond_the_ends_counts_as_the_end():
    """F23."""
    assert share(10 * SCALE, 1000, -2) == 0
    assert share(10 * SCALE, 1000, 1001) == 10 * SCALE


@pytest.mark.parametrize(("total", "remains"), [(1000, None), (0, 5), (-1, 5)])
def test_without_knowing_what_remains_of_how_much_there_is_no_share(total, remains):
    with pytest.raises(ValueError, match="undelivered share"):
        share(10 * SCALE, total, remains)
