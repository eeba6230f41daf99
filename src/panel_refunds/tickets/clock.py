"""The clock of a ticket: until when we answer, and how it stands still while we wait for the customer.

The due time is the end of a working day. Each working day whose first moment falls into a wait for the customer
moves it by one. (Clauses 5 and 7.1.)
"""

from __future__ import annotations

from datetime import datetime, timedelta

from panel_refunds.calendar import Calendar, Span, Unit


def due_at(complete_at: datetime, within: Span, calendar: Calendar) -> datetime:
    """Until when finance answers a request that was complete at ``complete_at``."""
    return calendar.after(complete_at, within)


def resumed(due: datetime, waited_from: datetime, waited_until: datetime, calendar: Calendar) -> datetime:
    """The due time after a wait for the customer."""
    day = calendar.day_of(waited_from)
    last = calendar.day_of(waited_until)
    moved = 0
    while day < last:
        day += timedelta(days=1)
        begins = calendar.start_of_day(day)
        if calendar.is_working_day(day) and waited_from < begins <= waited_until:
            moved += 1
    if not moved:
        return due
    return calendar.after(due, Span(Unit.WORKING_DAYS, moved))
