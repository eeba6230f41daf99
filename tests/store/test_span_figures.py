"""Sums by day: grouped by the database, at the tenant's own midnights, and nothing from outside of the days."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from panel_refunds.money import SCALE
from panel_refunds.refunds.dispute import Dispute
from panel_refunds.store.span_figures import DAYS, Answered, InState, PaidBack, Placed


@pytest.fixture
def days(clock):
    """The beginnings of thirty days and the end of the last; the clock stands in the last one."""
    first = clock().replace(hour=0) - timedelta(days=DAYS - 1)
    return [first + timedelta(days=number) for number in range(DAYS + 1)]


def paid(till, at, *, own: bool = True) -> None:
    request, refund = till.request(till.deposit())
    with till.begin(request.wallet_id) as books:
        books.save_refund(replace(refund, state="paid", paid_at=at, touches_own_lot=own))


def test_refunds_count_on_the_day_on_which_they_were_paid_and_by_why(till, days):
    paid(till, days[0])
    paid(till, days[1] - timedelta(microseconds=1), own=False)
    paid(till, days[1])
    paid(till, days[-1] - timedelta(microseconds=1))
    paid(till, days[-1] - timedelta(microseconds=1))
    paid(till, days[0] - timedelta(microseconds=1))
    paid(till, days[-1])
    deposit = till.deposit()
    lost = Dispute(till.new_id("dispute"), deposit.wallet_id, deposit.deposit_id, 5, "lost", days[0], days[2])
    with till.begin(deposit.wallet_id) as books:
        books.add_dispute(lost)

    with till.read() as books:
        assert books.paid_back_by_day(days) == [
            PaidBack(0, "deposit", "USD", 1, 20 * SCALE),
            PaidBack(0, "orders", "USD", 1, 20 * SCALE),
            PaidBack(1, "deposit", "USD", 1, 20 * SCALE),
            PaidBack(2, "dispute", "USD", 1, 5),
            PaidBack(DAYS - 1, "deposit", "USD", 2, 40 * SCALE),
        ]
    with till.store.read(uuid4()) as books:
        assert books.paid_back_by_day(days) == []


def test_answers_are_held_against_the_promise(till, days):
    def answered(at, due, submitted) -> None:
        request, _ = till.request(till.deposit())
        with till.begin(request.wallet_id) as books:
            books.save_request(replace(request, decided_at=at, due_at=due, submitted_at=submitted))

    hour = timedelta(hours=1)
    answered(days[3] + hour, days[3] + hour, days[3])
    answered(days[3] + 3 * hour, days[3] + 2 * hour, days[3] + hour)
    answered(days[4], days[5], days[3])
    answered(days[4], None, days[3])
    answered(days[0] - hour, days[0], days[0] - 2 * hour)

    with till.read() as books:
        assert books.answered_by_day(days) == [Answered(3, 2, 1, 3 * 3600), Answered(4, 1, 0, 24 * 3600)]
    with till.store.read(uuid4()) as books:
        assert books.answered_by_day(days) == []


def test_refunds_stand_in_states_and_orders_at_providers(till, clock, days):
    till.request(till.deposit(), 10)
    request, refund = till.request(till.deposit(), 15)
    with till.begin(request.wallet_id) as books:
        books.save_refund(replace(refund, state="failed"))
    deposit = till.deposit()
    for status, provider in (("canceled", "main"), ("canceled", "main"), ("completed", "main"), ("pending", "north")):
        till.order(deposit.wallet_id, 5, status=status, provider=provider)
    clock.forward(days=-DAYS)
    till.request(till.deposit(), 10)
    till.order(deposit.wallet_id, 5)

    with till.read() as books:
        assert books.refunds_by_state(days) == [
            InState("failed", "USD", 1, 15 * SCALE),
            InState("held", "USD", 1, 10 * SCALE),
        ]
        assert books.orders_by_status(days) == [
            Placed("main", "canceled", 2),
            Placed("main", "completed", 1),
            Placed("north", "pending", 1),
        ]
    with till.store.read(uuid4()) as books:
        assert books.refunds_by_state(days) == books.orders_by_status(days) == []
