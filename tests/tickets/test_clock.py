"""The clock of a ticket: working days until we answer, standing still while we wait for the customer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.calendar import Calendar, Span, Unit
from panel_refunds.tickets.clock import due_at, resumed

NEW_YORK = ZoneInfo("America/New_York")
CALENDAR = Calendar(NEW_YORK, frozenset({5, 6}), frozenset({date(2025, 9, 1)}))
FIVE = Span(Unit.WORKING_DAYS, 5)


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK).astimezone(UTC)


def day_due(asked: str, *waits: tuple[str, str]) -> date:
    due = due_at(wall(asked), FIVE, CALENDAR)
    for start, end in waits:
        due = resumed(due, wall(start), wall(end), CALENDAR)
    return CALENDAR.day_of(due)


def test_we_answer_by_the_end_of_the_fifth_working_day():
    """Friday before Labor Day: the weekends and the holiday do not count."""
    assert day_due("2025-08-29T12:00") == date(2025, 9, 8)
    assert due_at(wall("2025-08-29T12:00"), FIVE, CALENDAR) == wall("2025-09-08T23:59:59.999999")


@pytest.mark.parametrize(
    ("start", "end", "due"),
    [
        # a wait within one day moves nothing
        ("2025-09-10T09:00", "2025-09-10T18:00", date(2025, 9, 16)),
        # each midnight that begins a working day moves the due day by one
        ("2025-09-10T23:59:59", "2025-09-11T00:00:01", date(2025, 9, 17)),
        ("2025-09-10T09:00", "2025-09-12T09:00", date(2025, 9, 18)),
        # a weekend moves nothing, its Monday does
        ("2025-09-12T18:00", "2025-09-14T18:00", date(2025, 9, 16)),
        ("2025-09-12T18:00", "2025-09-15T09:00", date(2025, 9, 17)),
        # from Friday to Friday: five working days, over the weekend they land on
        ("2025-09-12T18:00", "2025-09-19T18:00", date(2025, 9, 23)),
    ],
)
def test_a_wait_moves_the_due_day_by_the_working_days_that_begin_in_it(start, end, due):
    assert day_due("2025-09-09T10:00") == date(2025, 9, 16)
    assert day_due("2025-09-09T10:00", (start, end)) == due


def test_a_holiday_in_the_wait_moves_nothing():
    assert day_due("2025-08-27T10:00", ("2025-08-29T18:00", "2025-09-01T18:00")) == date(2025, 9, 4)


def test_two_waits_count_as_one_of_both_lengths():
    assert day_due(
        "2025-09-09T10:00", ("2025-09-09T18:00", "2025-09-10T09:00"), ("2025-09-10T18:00", "2025-09-11T09:00")
    ) == date(2025, 9, 18)


def test_midnights_are_those_of_the_tenant():
    """Eight in the evening of New York is the next day in Greenwich, and still the same working day."""
    assert day_due("2025-09-09T10:00", ("2025-09-10T19:00", "2025-09-10T23:00")) == date(2025, 9, 16)


@given(
    st.datetimes(datetime(2025, 1, 1), datetime(2025, 12, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - hypothesis adds the zone
    st.lists(st.timedeltas(timedelta(0), timedelta(days=9)), min_size=3, max_size=3),
)
def test_a_wait_cut_in_two_moves_the_due_time_as_the_whole(asked, lengths):
    until_wait, first, second = lengths
    start = asked + until_wait
    due = due_at(asked, FIVE, CALENDAR)

    cut = resumed(resumed(due, start, start + first, CALENDAR), start + first, start + first + second, CALENDAR)

    assert cut == resumed(due, start, start + first + second, CALENDAR)
    assert cut >= due


def test_without_a_wait_nothing_moves():
    due = due_at(wall("2025-09-09T10:00"), FIVE, CALENDAR)

    assert resumed(due, wall("2025-09-10T10:00"), wall("2025-09-10T10:00"), CALENDAR) == due


def test_a_policy_may_promise_hours():
    assert due_at(wall("2025-09-09T10:00"), Span(Unit.HOURS, 48), CALENDAR) == wall("2025-09-11T10:00")
