"""From a provider's figures to what the customer lacks: never more than was truly not delivered."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.orders.undelivered import UNTOLD, Counted, Lacking, lacking, most_upstream

QUANTITIES = st.integers(1, 10**6)
PERCENTS = st.decimals(0, 300, places=2)
RUNS = st.integers(1, 40)


def of(counted: Counted, over: str = "0", runs: int = 1, drip_feed: str = "whole") -> Lacking:
    """What a customer who ordered 1000 lacks."""
    return lacking(counted, quantity=1000, runs=runs, over_percent=Decimal(over), drip_feed=drip_feed)


@pytest.mark.parametrize(
    ("counted", "over", "lacks"),
    [
        (Counted(157), "0", 157),
        (Counted(5000), "0", 5000),  # the core's own rule takes it for everything
        (Counted(None), "10", None),
        (Counted(1100), "10", 1000),
        (Counted(400), "10", 300),
        (Counted(100), "10", 0),
        (Counted(60), "10", 0),
        (Counted(0), "10", 0),
        (Counted(-3), "10", 0),
        (Counted(1101), "10", None),  # more than was ordered there: the percentage is not the true one
        (Counted(1000), "0.01", 999),  # 1001 were ordered at most, so one may have been delivered
        (Counted(400, ordered=1200), "10", 200),  # told is better than worked out
        (Counted(400, ordered=1000), "0", 400),
        (Counted(400, ordered=999), "0", None),
        (Counted(1201, ordered=1200), "0", None),
    ],
)
def test_more_was_ordered_there_than_here(counted, over, lacks):
    assert of(counted, over) == Lacking(lacks)


@pytest.mark.parametrize(
    ("counted", "over", "lacks"),
    [
        (Counted(400, runs=5, runs_left=2), "0", Lacking(2400, "whole")),
        (Counted(1000, runs=5, runs_left=4), "0", Lacking(5000)),
        (Counted(0, runs=5, runs_left=5), "0", Lacking(5000)),
        (Counted(0, runs=5, runs_left=0), "0", Lacking(0, "whole")),
        (Counted(400, runs=5, runs_left=2), "10", Lacking(5000 - (3300 - 400), "whole")),
        (Counted(400, ordered=1200, runs=5, runs_left=2), "0", Lacking(5000 - (3600 - 400), "whole")),
        (Counted(1, runs=5, runs_left=5), "0", UNTOLD),  # something remains of a run that has not begun
        (Counted(1001, runs=5, runs_left=2), "0", UNTOLD),
        (Counted(400, runs=5, runs_left=6), "0", UNTOLD),
        (Counted(400, runs=4, runs_left=2), "0", UNTOLD),  # it counts other runs than we do
        (Counted(400, runs=None, runs_left=2), "0", UNTOLD),
        (Counted(400, runs=5, runs_left=None), "0", UNTOLD),
        (Counted(None, runs=5, runs_left=2), "0", UNTOLD),
        (Counted(400, ordered=999, runs=5, runs_left=2), "0", UNTOLD),
    ],
)
def test_runs_are_counted_where_all_figures_fit(counted, over, lacks):
    assert of(counted, over, runs=5, drip_feed="run") == lacks


def test_a_drip_feed_is_read_as_the_provider_counts():
    assert of(Counted(150), runs=5) == Lacking(150)
    assert of(Counted(150), runs=5, drip_feed="unclear") == UNTOLD
    assert of(Counted(150), runs=5, drip_feed="run") == UNTOLD
    assert of(Counted(150), drip_feed="unclear") == of(Counted(150), runs=0, drip_feed="run") == Lacking(150)


@given(QUANTITIES, PERCENTS, RUNS, st.integers(0, 10**9), st.data())
def test_never_more_than_was_truly_not_delivered_however_the_panel_rounded(quantity, percent, runs, cut, data):
    exact = quantity * (100 + percent) / 100
    least, most = int(exact // 1), most_upstream(quantity, percent)
    assert exact <= most < exact + 1
    upstream = data.draw(st.integers(least, most)) * runs
    remains = min(cut, upstream)
    lacks = lacking(Counted(remains), quantity=quantity, runs=runs, over_percent=percent).remains
    total = quantity * runs
    truly = max(total - (upstream - remains), 0)
    if percent:
        assert lacks is not None
        assert max(truly - runs, 0) <= lacks <= min(truly, total)


@given(QUANTITIES, PERCENTS, st.integers(2, 40), st.data())
def test_runs_are_never_paid_above_what_they_lack(quantity, percent, runs, data):
    of_a_run = data.draw(st.integers(int(quantity * (100 + percent) / 100 // 1), most_upstream(quantity, percent)))
    left = data.draw(st.integers(0, runs - 1))
    remains = data.draw(st.integers(0, of_a_run))
    counted = Counted(remains, runs=runs, runs_left=left)
    lacks = lacking(counted, quantity=quantity, runs=runs, over_percent=percent, drip_feed="run")
    truly = max(quantity * runs - ((runs - left) * of_a_run - remains), 0)
    assert lacks.remains is not None
    assert max(truly - runs, 0) <= lacks.remains <= min(truly, quantity * runs)
    assert (lacks.doubt == "none") == (lacks.remains == quantity * runs)


ANY = st.none() | st.integers(-5, 10**7)


@given(st.builds(Counted, ANY, ANY, ANY, ANY), QUANTITIES, RUNS, PERCENTS, st.sampled_from(("whole", "run", "unclear")))
def test_any_figures_whatever_give_an_answer(counted, quantity, runs, percent, drip_feed):
    lacks = lacking(counted, quantity=quantity, runs=runs, over_percent=percent, drip_feed=drip_feed)
    passed_on = counted == Counted(counted.remains) and not percent
    assert lacks.remains is None or passed_on or 0 <= lacks.remains <= quantity * runs
