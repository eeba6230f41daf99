"""When the money arrives: a range of working days that the customer is told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from panel_refunds.calendar import Calendar
from panel_refunds.policy.settings import PayoutRules
from panel_refunds.tickets.arrival import Arrival, arrival

CALENDAR = Calendar(ZoneInfo("America/New_York"), frozenset({5, 6}), frozenset({date(2025, 9, 1), date(2025, 10, 13)}))


@pytest.mark.parametrize(
    ("sent_at", "first", "last"),
    [
        (datetime(2025, 9, 10, 14, tzinfo=UTC), date(2025, 9, 15), date(2025, 10, 1)),
        (datetime(2025, 8, 29, 14, tzinfo=UTC), date(2025, 9, 4), date(2025, 9, 22)),
        # still Thursday in New York
        (datetime(2025, 9, 12, 3, tzinfo=UTC), date(2025, 9, 16), date(2025, 10, 2)),
    ],
)
def test_three_to_fifteen_working_days_after_the_day_of_our_send(sent_at, first, last):
    assert arrival(PayoutRules(), sent_at, CALENDAR) == Arrival(first, last)


def test_a_tenant_may_promise_other_days():
    sent_at = datetime(2025, 9, 12, 14, tzinfo=UTC)

    assert arrival(PayoutRules(arrives=(0, 1)), sent_at, CALENDAR) == Arrival(date(2025, 9, 12), date(2025, 9, 15))
