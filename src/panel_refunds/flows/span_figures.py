"""The figures of the charts: what the last thirty days of the tenant's own calendar add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.store.span_figures import DAYS, Answered, InState, PaidBack, Placed

NOT_DELIVERED = frozenset({"canceled", "refunded", "failed", "rejected", "expired"})
"""The statuses of orders that came to nothing."""


@dataclass(frozen=True, slots=True)
class Span:
    """The days that are looked at, today the last of them; ``beginnings`` has their first moments and one more."""

    days: tuple[date, ...]
    beginnings: tuple[datetime, ...]


@dataclass(frozen=True, slots=True)
class ProviderFigures:
    """The orders placed at one provider: how many, and how many of them came to nothing or to a part."""

    provider: str
    orders: int
    cancelled: int
    partial: int


def span_of(desk: Desk) -> Span:
    """The last thirty days as the tenant counts them."""
    calendar = desk.tenant.calendar
    first = calendar.day_of(desk.now()) - timedelta(days=DAYS - 1)
    days = [first + timedelta(days=number) for number in range(DAYS + 1)]
    return Span(tuple(days[:-1]), tuple(calendar.start_of_day(day) for day in days))


def paid_back_by_day(desk: Desk, span: Span) -> list[PaidBack]:
    """What went back to customers and banks on each day, and why."""
    with desk.read() as books:
        return books.paid_back_by_day(span.beginnings)


def answered_by_day(desk: Desk, span: Span) -> list[Answered]:
    """The requests that were answered on each day, and how many of them later than was promised."""
    with desk.read() as books:
        return books.answered_by_day(span.beginnings)


def refunds_by_state(desk: Desk, span: Span) -> list[InState]:
    """The money of the requests of these days, by how far it has come."""
    with desk.read() as books:
        return books.refunds_by_state(span.beginnings)


def orders_by_provider(desk: Desk, span: Span) -> list[ProviderFigures]:
    """The orders of these days by provider, the one with the most cancelled first."""
    with desk.read() as books:
        placed = books.orders_by_status(span.beginnings)
    found = [_provider(name, placed) for name in sorted({each.provider for each in placed})]
    return sorted(found, key=lambda each: (-each.cancelled / each.orders, each.provider))


def _provider(name: str, placed: Sequence[Placed]) -> ProviderFigures:
    mine = [each for each in placed if each.provider == name]
    return ProviderFigures(
        name,
        sum(each.many for each in mine),
        sum(each.many for each in mine if each.status in NOT_DELIVERED),
        sum(each.many for each in mine if each.status == "partial"),
    )
