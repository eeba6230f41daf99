"""Days and hours as a shop counts them: wall-clock days, months, working days, and the clock changes in between."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.calendar import Calendar, Span, Unit

NEW_YORK = ZoneInfo("America/New_York")
WEEKEND = frozenset({5, 6})
LABOR_DAY, THANKSGIVING = date(2025, 9, 1), date(2025, 11, 27)

ZONES = st.sampled_from(
    [
        "America/New_York",
        "Europe/Berlin",
        "Asia/Kolkata",
        "Australia/Lord_Howe",  # moves its clocks by half an hour
        "America/Sao_Paulo",  # used to skip midnight
        "Atlantic/Azores",  # has some midnights twice
        "UTC",
    ]
)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


def shop(zone: str = "America/New_York", *holidays: date, weekend: frozenset[int] = WEEKEND) -> Calendar:
    return Calendar(ZoneInfo(zone), weekend, frozenset(holidays))


def wall(text: str, zone: ZoneInfo = NEW_YORK, fold: int = 0) -> datetime:
    """The moment the clock on the wall shows ``text``."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).astimezone(UTC)


def days(count: int) -> Span:
    return Span(Unit.DAYS, count)


def working_days(count: int) -> Span:
    return Span(Unit.WORKING_DAYS, count)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(Unit.DAYS, 14), "14 days"),
        (Span(Unit.DAYS, 1), "1 day"),
        (Span(Unit.WORKING_DAYS, 5), "5 working days"),
        (Span(Unit.WORKING_DAYS, 1), "1 working day"),
        (Span(Unit.MONTHS, 0), "0 months"),
    ],
)
def test_a_span_reads_as_words(span, words):
    assert str(span) == words


def test_fourteen_days_keep_the_time_on_the_wall_when_the_clocks_go_back():
    assert shop().after(wall("2025-10-25T10:00"), days(14)) == wall("2025-11-08T10:00")
    assert wall("2025-11-08T10:00") - wall("2025-10-25T10:00") == timedelta(days=14, hours=1)


def test_fourteen_days_keep_the_time_on_the_wall_when_the_clocks_go_forward():
    assert shop().after(wall("2025-03-01T10:00"), days(14)) == wall("2025-03-15T10:00")
    assert wall("2025-03-15T10:00") - wall("2025-03-01T10:00") == timedelta(days=14) - timedelta(hours=1)


def test_hours_are_elapsed_time_whatever_the_clocks_do():
    assert shop().after(wall("2025-11-01T10:00"), Span(Unit.HOURS, 24)) == wall("2025-11-02T09:00")
    assert shop().before(wall("2025-11-02T09:00"), Span(Unit.HOURS, 24)) == wall("2025-11-01T10:00")


def test_a_time_that_does_not_exist_moves_forward_by_the_gap():
    assert shop().after(wall("2025-03-08T02:30"), days(1)) == wall("2025-03-09T03:30")
    assert shop().moment(datetime.fromisoformat("2025-03-09T02:00")) == wall("2025-03-09T03:00")


def test_a_time_that_exists_twice_means_the_second():
    assert shop().after(wall("2025-11-01T01:30"), days(1)) == wall("2025-11-02T01:30", fold=1)
    assert shop().after(wall("2025-11-01T01:30"), days(1)) == datetime(2025, 11, 2, 6, 30, tzinfo=UTC)


def test_half_an_hour_is_a_gap_too():
    lord_howe = ZoneInfo("Australia/Lord_Howe")

    assert shop("Australia/Lord_Howe").moment(datetime.fromisoformat("2025-10-05T02:10")) == wall(
        "2025-10-05T02:40", lord_howe
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2025-01-31T10:00", 1, "2025-02-28T10:00"),
        ("2024-01-31T10:00", 1, "2024-02-29T10:00"),
        ("2025-01-15T10:00", 2, "2025-03-15T10:00"),
        ("2025-11-30T10:00", 3, "2026-02-28T10:00"),
        ("2025-12-31T10:00", 12, "2026-12-31T10:00"),
        ("2025-12-01T10:00", 1, "2026-01-01T10:00"),
        ("2024-02-29T10:00", 12, "2025-02-28T10:00"),
        ("2025-05-31T10:00", 0, "2025-05-31T10:00"),
    ],
)
def test_months_keep_the_day_or_end_with_the_month(start, months, end):
    assert shop().after(wall(start), Span(Unit.MONTHS, months)) == wall(end)


@pytest.mark.parametrize(
    ("end", "months", "start"),
    [("2025-03-31T10:00", 1, "2025-02-28T10:00"), ("2025-01-15T10:00", 1, "2024-12-15T10:00")],
)
def test_months_go_backwards_alike(end, months, start):
    assert shop().before(wall(end), Span(Unit.MONTHS, months)) == wall(start)


def test_five_working_days_skip_the_weekend_and_the_holiday():
    due = shop("America/New_York", LABOR_DAY).after(wall("2025-08-29T12:00"), working_days(5))

    assert due == wall("2025-09-08T23:59:59.999999")


def test_the_day_of_the_event_is_not_counted_even_when_it_is_no_working_day():
    calendar = shop()

    assert calendar.nth_working_day_after(date(2025, 9, 5), 1) == date(2025, 9, 8)
    assert calendar.nth_working_day_after(date(2025, 9, 6), 1) == date(2025, 9, 8)
    assert calendar.nth_working_day_after(date(2025, 9, 6), 0) == date(2025, 9, 6)


def test_the_event_s_day_is_that_of_the_tenant_s_clock():
    late_friday_in_new_york = datetime(2025, 9, 6, 3, 0, tzinfo=UTC)

    assert shop().day_of(late_friday_in_new_york) == date(2025, 9, 5)
    assert shop().after(late_friday_in_new_york, working_days(1)) == wall("2025-09-08T23:59:59.999999")
    assert shop("UTC").day_of(late_friday_in_new_york) == date(2025, 9, 6)


def test_a_weekend_may_lie_elsewhere():
    calendar = shop("Asia/Riyadh", weekend=frozenset({4, 5}))

    assert calendar.nth_working_day_after(date(2025, 9, 4), 1) == date(2025, 9, 7)


def test_working_days_before_reach_to_the_start_of_the_day():
    calendar = shop("America/New_York", LABOR_DAY)

    assert calendar.before(wall("2025-09-08T23:59:59"), working_days(1)) == wall("2025-09-05T00:00")
    assert calendar.before(wall("2025-09-02T12:00"), working_days(1)) == wall("2025-08-29T00:00")
    assert calendar.before(wall("2025-09-08T23:59:59"), days(2)) == wall("2025-09-06T23:59:59")


def test_a_week_without_a_working_day_is_refused():
    with pytest.raises(ValueError, match="working day"):
        shop(weekend=frozenset(range(7)))


def test_a_day_ends_one_microsecond_before_the_next_begins():
    calendar = shop()

    assert calendar.start_of_day(date(2025, 9, 8)) == wall("2025-09-08T00:00")
    assert calendar.end_of_day(date(2025, 9, 7)) == wall("2025-09-07T23:59:59.999999")


def test_a_day_whose_midnight_is_skipped_begins_at_one():
    assert shop("America/Sao_Paulo").start_of_day(date(2018, 11, 4)) == datetime(2018, 11, 4, 3, 0, tzinfo=UTC)


def test_a_day_whose_midnight_exists_twice_begins_with_the_first():
    azores = shop("Atlantic/Azores")
    first_midnight = datetime(2025, 10, 26, 0, 0, tzinfo=UTC)

    assert azores.start_of_day(date(2025, 10, 26)) == first_midnight
    assert azores.day_of(first_midnight) == date(2025, 10, 26)
    assert azores.day_of(azores.end_of_day(date(2025, 10, 25))) == date(2025, 10, 25)


@given(ZONES, MOMENTS)
def test_a_day_has_the_moments_between_its_start_and_its_end_and_no_others(zone, moment):
    calendar = shop(zone)
    day = calendar.day_of(moment)

    assert calendar.start_of_day(day) <= moment <= calendar.end_of_day(day)


@given(ZONES, MOMENTS)
def test_a_moment_shown_on_the_wall_is_found_again_or_is_the_first_of_two(zone, moment):
    calendar = shop(zone)
    shown = moment.astimezone(calendar.zone)

    found = calendar.moment(shown.replace(tzinfo=None))

    assert found.astimezone(calendar.zone).replace(tzinfo=None) == shown.replace(tzinfo=None)
    assert found == moment or (found > moment and not shown.fold)


@given(ZONES, MOMENTS, st.integers(0, 400))
def test_so_many_days_later_is_so_many_days_later_on_the_calendar(zone, moment, count):
    calendar = shop(zone)

    assert calendar.day_of(calendar.after(moment, days(count))) == calendar.day_of(moment) + timedelta(days=count)


@given(ZONES, MOMENTS, MOMENTS, st.sampled_from(Unit), st.integers(0, 40))
def test_what_began_on_an_earlier_day_never_ends_on_a_later_one(zone, one, other, unit, count):
    calendar = shop(zone, LABOR_DAY, THANKSGIVING)
    first, second = sorted([one, other])

    ends = [calendar.day_of(calendar.after(moment, Span(unit, count))) for moment in (first, second)]

    assert ends == sorted(ends)


@given(MOMENTS, st.sampled_from(Unit), st.integers(0, 40))
def test_a_span_longer_never_ends_earlier_and_every_answer_is_utc(moment, unit, count):
    calendar = shop("America/New_York", LABOR_DAY, THANKSGIVING)
    end, later = calendar.after(moment, Span(unit, count)), calendar.after(moment, Span(unit, count + 1))

    assert end < later
    assert end.tzinfo is UTC
    assert calendar.before(moment, Span(unit, count)).tzinfo is UTC


@given(MOMENTS, st.integers(1, 30))
def test_so_many_working_days_lie_between_a_day_and_the_nth_working_day_after_it(moment, count):
    calendar = shop("America/New_York", LABOR_DAY, THANKSGIVING)
    day = calendar.day_of(moment)

    last = calendar.nth_working_day_after(day, count)

    passed = [day + timedelta(days=number + 1) for number in range((last - day).days)]
    assert sum(calendar.is_working_day(each) for each in passed) == count
    assert calendar.is_working_day(last)
    assert calendar.nth_working_day_before(last + timedelta(days=1), count) > day
