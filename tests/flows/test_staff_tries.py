"""A few tries are free, then each one makes the next wait, and never for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from tests.flows.staffed import refused

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_tries import FREE, LONGEST_WAIT, count_try, wait_after


def test_the_waits_grow_to_a_quarter_of_an_hour():
    waits = [wait_after(failed).total_seconds() for failed in range(1, 13)]

    assert waits == [0, 0, 0, 0, 15, 30, 60, 120, 240, 480, 900, 900]
    assert wait_after(10**6) == LONGEST_WAIT


def test_who_comes_too_early_is_told_for_how_long_and_is_not_counted(shop):
    for _ in range(FREE + 1):
        count_try(shop.desk, "ana")
    shop.passes(seconds=5)
    for _ in range(20):
        with refused("too_many_tries") as told:
            count_try(shop.desk, "ana")
    assert told.value.facts["seconds"] == "10"
    count_try(shop.desk, "bo")

    shop.passes(seconds=10)
    count_try(shop.desk, "ana")
    with refused("too_many_tries") as told:
        count_try(shop.desk, "ana")
    assert told.value.facts["seconds"] == "30"


def test_after_a_day_nothing_is_remembered(shop):
    for _ in range(FREE + 1):
        count_try(shop.desk, "ana")
    shop.passes(days=1)
    count_try(shop.desk, "ana")
    with shop.desk.read() as books:
        kept = books.find_failed_tries("ana")

    assert (kept.failed, kept.wait_until - shop.at) == (1, timedelta(0))


def test_of_many_at_the_same_moment_no_more_than_the_free_ones_are_let_through(shop):
    def one(_number: int) -> bool:
        try:
            shop.desk.store.retrying(lambda: count_try(shop.desk, "ana"))
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert 1 <= sum(pool.map(one, range(24))) <= FREE + 1
