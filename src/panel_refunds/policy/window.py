"""Windows: from when until when something may be asked for. The limit itself is included. (Clause 2.2a.)"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from panel_refunds.calendar import Calendar
from panel_refunds.policy.settings import Window


@dataclass(frozen=True, slots=True)
class Bounds:
    """``opens_at`` is the last moment that is too early, ``closes_at`` the last that is in time; None: no limit."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None

    def verdict(self, moment: datetime) -> str | None:
        """``window_not_open``, ``window_closed``, or None when ``moment`` is in time."""
        if self.opens_at and moment <= self.opens_at:
            return "window_not_open"
        if self.closes_at and moment > self.closes_at:
            return "window_closed"
        return None


def bounds(window: Window, start: datetime, calendar: Calendar) -> Bounds:
    """The window that began with the event at ``start``, on the tenant's clock."""
    opens_at = calendar.after(start, window.after) if window.after else None
    closes_at = calendar.after(start, window.within) if window.within else None
    if window.ends == "end_of_day":
        closes_at = calendar.end_of_day(calendar.day_of(closes_at)) if closes_at else None
        opens_at = calendar.end_of_day(calendar.day_of(opens_at)) if opens_at else None
    return Bounds(opens_at, closes_at)
