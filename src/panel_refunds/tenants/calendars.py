"""A tenant's working days: the holidays of a country or region, its weekend, its time zone.

Holidays are worked out a year at a time and kept. The library's own objects fill themselves while they are read,
which two threads must not do at once; here a year is either there as a whole or not yet.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from zoneinfo import ZoneInfo

from panel_refunds.calendar import Calendar

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Holidays(Container[date]):
    """The observed public holidays of a calendar, ``US`` or ``DE-BY``; LookupError for one nobody knows."""

    def __init__(self, name: str) -> None:
        import holidays

        self._country, dash, region = name.partition("-")
        self._region = region or None
        self._years: dict[int, frozenset[date]] = {}
        known = holidays.list_supported_countries(include_aliases=False)
        if self._country not in known or (dash and region not in known[self._country]):
            raise LookupError(name)
        self.weekend = frozenset(holidays.country_holidays(self._country, subdiv=self._region, years=2025).weekend)

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        if day.year not in self._years:
            import holidays

            found = holidays.country_holidays(self._country, subdiv=self._region, years=day.year)
            self._years[day.year] = frozenset(found)
        return day in self._years[day.year]


def known_calendars() -> tuple[str, ...]:
    """Every country and region that can be named."""
    import holidays

    known = holidays.list_supported_countries(include_aliases=False)
    return tuple(name for country, regions in known.items() for name in (country, *(f"{country}-{r}" for r in regions)))


def make_calendar(zone: ZoneInfo, holidays: Holidays, weekend: tuple[str, ...] | None) -> Calendar:
    """The calendar of a tenant; without a ``weekend`` of its own, the country's."""
    days = holidays.weekend if weekend is None else frozenset(WEEKDAYS.index(day) for day in weekend)
    return Calendar(zone, days, holidays)
