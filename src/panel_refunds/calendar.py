"""Days and hours as a shop counts them.

A policy says "14 calendar days" or "5 working days" and means the shop's own clock on the wall. So every
length of time is a ``Span`` in one unit, and a tenant's ``Calendar`` adds it in the tenant's time zone: days
keep the wall-clock time across clock changes, working days skip the weekend and the holidays. Moments in and
out are aware; out they are UTC. A wall-clock time that does not exist moves forward by the gap, one that
exists twice means the second.
"""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Container
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Unit(StrEnum):
    """What a span counts."""

    HOURS = "hours"
    DAYS = "days"
    MONTHS = "months"
    WORKING_DAYS = "working_days"


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time in exactly one unit; ``count`` is not negative."""

    unit: Unit
    count: int

    def __str__(self) -> str:
        words = self.unit.value.replace("_", " ")
        return f"{self.count} {words.removesuffix('s') if self.count == 1 else words}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """A tenant's time zone, weekend (Monday is 0) and holidays."""

    zone: ZoneInfo
    weekend: frozenset[int]
    holidays: Container[date]

    def __post_init__(self) -> None:
        if self.weekend >= frozenset(range(7)):
            raise ValueError("a week needs a working day")

    def day_of(self, moment: datetime) -> date:
        """The tenant's date at ``moment``."""
        return moment.astimezone(self.zone).date()

    def moment(self, wall: datetime) -> datetime:
        """The UTC moment at which the tenant's clock shows the naive ``wall``."""
        second = wall.replace(tzinfo=self.zone, fold=1).astimezone(UTC)
        if second.astimezone(self.zone).replace(tzinfo=None) == wall:
            return second
        return wall.replace(tzinfo=self.zone, fold=0).astimezone(UTC)

    def start_of_day(self, day: date) -> datetime:
        """The first moment of the tenant's ``day``, in UTC: of a midnight that exists twice, the first."""
        return datetime.combine(day, time.min, tzinfo=self.zone).astimezone(UTC)

    def end_of_day(self, day: date) -> datetime:
        """The last microsecond of the tenant's ``day``, in UTC."""
        return self.start_of_day(day + timedelta(days=1)) - timedelta(microseconds=1)

    def is_working_day(self, day: date) -> bool:
        """Neither weekend nor holiday."""
        return day.weekday() not in self.weekend and day not in self.holidays

    def nth_working_day_after(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``; ``day`` itself when ``count`` is 0."""
        for _ in range(count):
            day += timedelta(days=1)
            while not self.is_working_day(day):
                day += timedelta(days=1)
        return day

    def nth_working_day_before(self, day: date, count: int) -> date:
        """The ``count``-th working day before ``day``."""
        for _ in range(count):
            day -= timedelta(days=1)
            while not self.is_working_day(day):
                day -= timedelta(days=1)
        return day

    def after(self, moment: datetime, span: Span) -> datetime:
        """``moment`` plus ``span``, the limit itself.

        Hours are elapsed time. Days and months keep the wall-clock time (31 January plus a month is the last
        of February). Working days reach to the end of the n-th working day after the day of ``moment``.
        """
        if span.unit is Unit.HOURS:
            return moment.astimezone(UTC) + timedelta(hours=span.count)
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        if span.unit is Unit.DAYS:
            return self.moment(wall + timedelta(days=span.count))
        if span.unit is Unit.MONTHS:
            return self.moment(_plus_months(wall, span.count))
        return self.end_of_day(self.nth_working_day_after(wall.date(), span.count))

    def before(self, moment: datetime, span: Span) -> datetime:
        """``moment`` minus ``span``, for reminders: the start of the n-th working day before, or plain time."""
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        if span.unit is Unit.WORKING_DAYS:
            return self.start_of_day(self.nth_working_day_before(wall.date(), span.count))
        if span.unit is Unit.MONTHS:
            return self.moment(_plus_months(wall, -span.count))
        if span.unit is Unit.DAYS:
            return self.moment(wall - timedelta(days=span.count))
        return moment.astimezone(UTC) - timedelta(hours=span.count)


def _plus_months(wall: datetime, months: int) -> datetime:
    year, month = divmod(wall.year * 12 + wall.month - 1 + months, 12)
    last = month_lengths.monthrange(year, month + 1)[1]
    return wall.replace(year=year, month=month + 1, day=min(wall.day, last))
