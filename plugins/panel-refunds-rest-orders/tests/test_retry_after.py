"""A wait is read in seconds or as a date, and never longer than a day."""

from datetime import UTC, datetime, timedelta

import pytest

from panel_refunds_rest_orders.retry_after import find_wait

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("30", timedelta(seconds=30)),
        ("0", timedelta(0)),
        ("Tue, 01 Sep 2026 12:02:00 GMT", timedelta(minutes=2)),
        ("Tue, 01 Sep 2026 11:00:00 GMT", timedelta(0)),
        ("9" * 40, timedelta(days=1)),
        ("999999999", timedelta(days=1)),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_waits(text, wait):
    assert find_wait({"retry-after": text}, NOW) == wait


def test_without_the_header_nothing_is_asked_for():
    assert find_wait({}, NOW) is None
