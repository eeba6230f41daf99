"""Each try waits twice as long as the one before, and nobody waits longer than a day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from panel_refunds.worker.patience import longer_each_time

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(("tries", "minutes"), [(0, 1), (1, 1), (2, 2), (3, 4), (4, 8)])
def test_the_wait_doubles_with_each_try(tries: int, minutes: int) -> None:
    assert longer_each_time(MINUTE, tries) == minutes * MINUTE


@pytest.mark.parametrize("tries", [12, 13, 1_000, 10**9])
def test_after_many_tries_it_is_a_day(tries: int) -> None:
    assert longer_each_time(MINUTE, tries) == timedelta(days=1)


def test_a_first_wait_that_is_longer_than_a_day_is_kept() -> None:
    assert longer_each_time(timedelta(days=3), 5) == timedelta(days=3)
