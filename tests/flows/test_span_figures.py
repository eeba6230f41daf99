"""The last thirty days as the tenant counts them, and what they add up to."""

from __future__ import annotations

from datetime import date, timedelta

from tests.flows.shop import Shop

from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.flows.span_figures import (
    ProviderFigures,
    answered_by_day,
    orders_by_provider,
    paid_back_by_day,
    refunds_by_state,
    span_of,
)
from panel_refunds.money import SCALE


def test_the_days_are_those_of_the_tenants_own_calendar(shop: Shop):
    span = span_of(shop.desk)
    assert (span.days[0], span.days[-1], len(span.days)) == (date(2025, 8, 3), date(2025, 9, 1), 30)
    assert len(span.beginnings) == 31
    # New York is four hours behind Greenwich in summer, and changes its clock in November.
    assert span.beginnings[-1].isoformat() == "2025-09-02T04:00:00+00:00"
    shop.passes(days=75)
    assert timedelta(hours=25) in {after - before for before, after in zip(*two(span_of(shop.desk)), strict=True)}


def two(span):
    return span.beginnings[:-1], span.beginnings[1:]


def test_what_happened_is_added_up_by_day_state_and_provider(shop: Shop):
    deposit = shop.deposit("50.00")
    request = shop.request("20.00", deposit)
    shop.passes(hours=3)
    pay_refund(shop.desk, shop.refund_of(shop.approve(request)).refund_id)
    done, dead, part, _open = (shop.order("4.00") for _ in range(4))
    shop.status(done, "Completed", 0)
    shop.status(dead, "Canceled", 1000)
    shop.status(part, "Partial", 500)

    span = span_of(shop.desk)
    (paid,) = paid_back_by_day(shop.desk, span)
    assert (span.days[paid.day], paid.reason, paid.many, paid.gross) == (date(2025, 9, 1), "deposit", 1, 20 * SCALE)
    (answered,) = answered_by_day(shop.desk, span)
    assert (answered.many, answered.late, answered.seconds) == (1, 0, 3 * 3600)
    assert [(each.state, each.gross) for each in refunds_by_state(shop.desk, span)] == [("paid", 20 * SCALE)]
    assert orders_by_provider(shop.desk, span) == [ProviderFigures("main", 4, 1, 1)]
