"""Work is taken by one worker at a time, and whoever lost it is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

LEASE = timedelta(minutes=1)


@pytest.fixture
def due(till, clock):
    with till.begin() as books:
        books.schedule("pay", "rf_1", clock())
    return clock


def claim(till, clock, limit=10, kinds=None):
    with till.begin() as books:
        return books.claim_work(clock(), LEASE, limit, kinds)


def test_work_is_taken_when_it_is_due_and_only_once(till, clock):
    with till.begin() as books:
        books.schedule("pay", "later", clock() + timedelta(seconds=1))
        books.schedule("pay", "now", clock())

    (taken,) = claim(till, clock)

    assert (taken.kind, taken.ref, taken.fence, taken.tries) == ("pay", "now", 1, 1)
    assert claim(till, clock) == []


def test_the_longest_due_work_comes_first_and_no_more_than_asked(till, clock):
    with till.begin() as books:
        for number, minutes in enumerate((1, 3, 2)):
            books.schedule("pay", str(number), clock() - timedelta(minutes=minutes))

    assert [work.ref for work in claim(till, clock, limit=2)] == ["1", "2"]
    assert [work.ref for work in claim(till, clock)] == ["0"]


def test_only_the_kinds_asked_for_are_taken(till, due):
    with till.begin() as books:
        books.schedule("remind", "rr_1", due())

    assert [work.kind for work in claim(till, due, kinds=["remind", "escalate"])] == ["remind"]
    assert [work.kind for work in claim(till, due)] == ["pay"]


def test_a_dead_worker_loses_its_work_to_the_next(till, due):
    (first,) = claim(till, due)
    due.forward(minutes=1)
    (second,) = claim(till, due)

    assert (second.fence, second.tries) == (2, 2)
    with till.begin() as books:
        assert not books.finish_work(first)
        assert not books.postpone_work(first, due())
        assert books.finish_work(second)
        assert books.find_work("pay", "rf_1") is None


def test_postponed_work_is_due_again_later(till, due):
    (work,) = claim(till, due)
    with till.begin() as books:
        assert books.postpone_work(work, due() + timedelta(hours=1))

    assert claim(till, due) == []
    due.forward(hours=1)
    assert [work.tries for work in claim(till, due)] == [2]


def test_scheduling_anew_takes_the_work_from_whoever_has_it(till, due):
    (work,) = claim(till, due)
    with till.begin() as books:
        books.schedule("pay", "rf_1", due() + timedelta(minutes=5))
    with till.begin() as books:
        assert not books.finish_work(work)
        assert books.find_work("pay", "rf_1").due_at == due() + timedelta(minutes=5)
        assert books.next_due_at() == due() + timedelta(minutes=5)


def test_unscheduled_work_is_gone(till, due):
    with till.begin() as books:
        books.unschedule("pay", "rf_1")
        assert books.next_due_at() is None

    assert claim(till, due) == []


@pytest.mark.postgres
def test_a_worker_steps_over_what_another_one_is_taking(postgres_url, clock, new_id):
    from tests.store.till import Till

    from panel_refunds.store import Store

    store = Store(postgres_url)
    till = Till(store, new_id, clock)
    with till.begin() as books:
        books.schedule("pay", "a", clock())
        books.schedule("pay", "b", clock() + timedelta(0))

    with till.begin() as first:
        mine = first.claim_work(clock(), LEASE, 1)
        with till.begin() as second:
            others = second.claim_work(clock(), LEASE, 5)
    store.close()

    assert len(mine) == len(others) == 1
    assert mine[0].ref != others[0].ref


def test_work_that_was_taken_and_not_tried_counts_no_try(till, due):
    (work,) = claim(till, due)
    with till.begin() as books:
        assert books.release_work(work, due())
        assert books.find_work("pay", "rf_1").tries == 0

    assert [work.tries for work in claim(till, due)] == [1]


def test_a_kind_is_put_off_but_for_what_somebody_has(till, clock):
    with till.begin() as books:
        for ref in ("a", "b"):
            books.schedule("deliver:mail", ref, clock())
        books.schedule("deliver:chat", "a", clock())
        books.schedule("deliver:mail", "far", clock() + timedelta(days=1))
    (taken,) = claim(till, clock, limit=1, kinds=["deliver:mail"])
    with till.begin() as books:
        assert books.put_off_work("deliver:mail", clock() + timedelta(minutes=5)) == 1

    assert [work.kind for work in claim(till, clock)] == ["deliver:chat"]
    with till.begin() as books:
        assert books.finish_work(taken)
    clock.forward(minutes=5)
    assert len(claim(till, clock, kinds=["deliver:mail"])) == 1
