"""How long a panel asks us to wait."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_smm_v2.retry_after import find_wait

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MOMENT = str(int(NOW.timestamp()) + 45)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "30"}, 30),
        ({"retry-after": " 1.5 "}, 1),
        ({"retry-after": "Mon, 02 Mar 2026 12:01:00 GMT"}, 60),
        ({"retry-after": "Mon, 02 Mar 2026 12:01:00 -0000"}, 60),
        ({"retry-after": "Mon, 02 Mar 2026 11:00:00 GMT"}, 0),
        ({"ratelimit-reset": "20"}, 20),
        ({"x-ratelimit-reset": MOMENT}, 45),
        ({"x-rate-limit-reset": "1"}, 1),
        ({"x-ratelimit-reset-after": "7"}, 7),
        ({"retry-after": "soon", "x-ratelimit-reset": "9"}, 9),
        ({"retry-after": "999999999"}, 86_400),
        ({"retry-after": "999999999999"}, 86_400),
        ({"retry-after": "1"}, 1),
    ],
)
def test_every_way_to_say_it_is_understood(headers, seconds):
    assert find_wait(headers, 429, NOW) == timedelta(seconds=seconds)


@pytest.mark.parametrize("headers", [{}, {"retry-after": "soon"}, {"retry-after": ""}, {"retry-after": "-5"}])
def test_what_says_nothing_is_none(headers):
    assert find_wait(headers, 429, NOW) is None


def test_reset_headers_count_only_with_429_and_retry_after_always():
    assert find_wait({"x-ratelimit-reset": "9"}, 200, NOW) is None
    assert find_wait({"retry-after": "9"}, 503, NOW) == timedelta(seconds=9)


@given(st.text())
def test_no_header_makes_anybody_wait_longer_than_a_day(text):
    wait = find_wait({"retry-after": text}, 429, NOW)
    assert wait is None or timedelta(0) <= wait <= timedelta(days=1)
