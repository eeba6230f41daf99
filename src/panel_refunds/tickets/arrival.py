"""When the money arrives: the range of days that the customer is told. (Clause 7.2.)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from panel_refunds.calendar import Calendar
from panel_refunds.policy.settings import PayoutRules


@dataclass(frozen=True, slots=True)
class Arrival:
    """First and last day, in the tenant's time zone."""

    first: date
    last: date


def arrival(rules: PayoutRules, sent_at: datetime, calendar: Calendar) -> Arrival:
    """The range counted in working days after the day of ``sent_at`` (or whichever event the policy counts from)."""
    day = calendar.day_of(sent_at)
    least, most = rules.arrives
    return Arrival(calendar.nth_working_day_after(day, least), calendar.nth_working_day_after(day, most))
