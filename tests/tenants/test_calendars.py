"""Working days of real countries, the same from every thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.tenants.calendars import Holidays, known_calendars, make_calendar

NEW_YORK = ZoneInfo("America/New_York")


def test_observed_federal_days_are_holidays() -> None:
    days = Holidays("US")
    assert date(2025, 9, 1) in days
    assert date(2026, 7, 3) in days  # the 4th is a Saturday
    assert date(2021, 12, 31) in days  # New Year 2022 is a Saturday
    assert date(2025, 9, 2) not in days
    assert "2025-09-01" not in days


def test_a_region_has_the_days_of_its_country_and_its_own() -> None:
    assert date(2025, 3, 8) in Holidays("DE-BE")
    assert date(2025, 3, 8) not in Holidays("DE")
    assert date(2025, 10, 3) in Holidays("DE-BE")


@pytest.mark.parametrize("name", ["", "ZZ", "us", "DE-ZZ", "US-", "USA "])
def test_an_unknown_calendar_is_a_lookup_error(name) -> None:
    with pytest.raises(LookupError):
        Holidays(name)


def test_every_known_calendar_can_be_named() -> None:
    known = known_calendars()
    assert {"US", "DE", "DE-BY"} <= set(known)


def test_the_weekend_is_the_country_s_unless_the_tenant_has_its_own() -> None:
    assert make_calendar(NEW_YORK, Holidays("SA"), None).weekend == {4, 5}
    assert make_calendar(NEW_YORK, Holidays("SA"), ("sun",)).weekend == {6}


def test_threads_that_meet_in_a_new_year_see_all_its_holidays() -> None:
    days = Holidays("US")
    first = date(2031, 1, 1)
    with ThreadPoolExecutor(8) as pool:
        seen = pool.map(lambda _: [first + timedelta(n) in days for n in range(365)], range(16))
    assert len({tuple(found) for found in seen}) == 1
    assert first in days
