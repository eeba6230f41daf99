"""Windows: the limit itself is in time, the moment after it is not, on the tenant's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.policy.snapshots import CALENDAR

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.settings import Window
from panel_refunds.policy.window import Bounds, bounds

FOURTEEN = Window(within=Span(Unit.DAYS, 14))
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
TICK = timedelta(microseconds=1)


def wall(text: str) -> datetime:
    return CALENDAR.moment(datetime.fromisoformat(text))


def verdict(window: Window, start: str, asked: str) -> str | None:
    return bounds(window, wall(start), CALENDAR).verdict(wall(asked))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("2025-09-01T10:00:00", None),
        ("2025-09-15T09:59:59", None),
        ("2025-09-15T10:00:00", None),
        ("2025-09-15T10:00:00.000001", "window_closed"),
        ("2025-09-15T10:00:01", "window_closed"),
    ],
)
def test_the_last_moment_of_the_fourteenth_day_counts_and_the_next_does_not(asked, said):
    assert verdict(FOURTEEN, "2025-09-01T10:00", asked) == said


@pytest.mark.parametrize(
    ("start", "last"),
    [
        ("2025-10-25T10:00", "2025-11-08T10:00"),  # the clocks go back in between
        ("2025-03-01T10:00", "2025-03-15T10:00"),  # and forward
        ("2025-02-23T02:30", "2025-03-09T03:30"),  # the wall-clock time does not exist on the last day
        ("2025-10-19T01:30", "2025-11-02T01:30"),  # it exists twice: the second
    ],
)
def test_days_are_calendar_days_whatever_the_clocks_do(start, last):
    limits = bounds(FOURTEEN, wall(start), CALENDAR)

    assert limits.closes_at == wall(last)
    assert limits.verdict(wall(last)) is None
    assert limits.verdict(wall(last) + TICK) == "window_closed"


def test_a_window_may_end_with_the_day():
    until_evening = Window(within=Span(Unit.DAYS, 14), ends="end_of_day")

    assert verdict(until_evening, "2025-09-01T10:00", "2025-09-15T23:59:59.999999") is None
    assert verdict(until_evening, "2025-09-01T10:00", "2025-09-16T00:00:00") == "window_closed"


def test_after_means_more_than():
    idle = Window("last_use", after=Span(Unit.DAYS, 60))

    assert verdict(idle, "2025-06-01T10:00", "2025-07-31T10:00:00") == "window_not_open"
    assert verdict(idle, "2025-06-01T10:00", "2025-07-31T10:00:00.000001") is None
    assert verdict(idle, "2025-06-01T10:00", "2035-01-01T00:00") is None


def test_after_the_day_means_from_the_next_day_on():
    idle = Window("last_use", after=Span(Unit.DAYS, 60), ends="end_of_day")

    assert verdict(idle, "2025-06-01T10:00", "2025-07-31T23:59:59.999999") == "window_not_open"
    assert verdict(idle, "2025-06-01T10:00", "2025-08-01T00:00") is None


def test_a_window_may_open_and_close():
    window = Window(after=Span(Unit.DAYS, 1), within=Span(Unit.DAYS, 3))
    days = [verdict(window, "2025-09-01T10:00", f"2025-09-0{number}T12:00") for number in (1, 2, 3, 4)]

    assert days == ["window_not_open", None, None, "window_closed"]


def test_a_window_in_hours_is_elapsed_time_and_one_in_months_keeps_the_day():
    assert bounds(Window(within=Span(Unit.HOURS, 24)), wall("2025-11-01T10:00"), CALENDAR).closes_at == wall(
        "2025-11-02T09:00"
    )
    assert bounds(Window(within=Span(Unit.MONTHS, 1)), wall("2025-01-31T10:00"), CALENDAR).closes_at == wall(
        "2025-02-28T10:00"
    )


@given(MOMENTS)
def test_without_limits_every_moment_is_in_time(moment):
    unlimited = bounds(Window(within=None), moment, CALENDAR)
    assert unlimited == Bounds()
    assert unlimited.verdict(moment) is None


@given(
    MOMENTS,
    st.builds(Span, st.sampled_from(Unit), st.integers(1, 60)),
    st.sampled_from(["moment", "end_of_day"]),
)
def test_the_limit_is_in_time_and_the_next_moment_is_not(start, span, ends):
    closing = bounds(Window(within=span, ends=ends), start, CALENDAR)
    opening = bounds(Window(after=span, ends=ends), start, CALENDAR)

    assert closing.verdict(closing.closes_at) is None
    assert closing.verdict(closing.closes_at + TICK) == "window_closed"
    assert opening.verdict(opening.opens_at) == "window_not_open"
    assert opening.verdict(opening.opens_at + TICK) is None
