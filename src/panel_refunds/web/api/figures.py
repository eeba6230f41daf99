"""What the last thirty days add up to: refunds by day, answers against the promise, money by state, orders."""

from __future__ import annotations

from datetime import date

from panel_refunds.flows.span_figures import (
    answered_by_day,
    orders_by_provider,
    paid_back_by_day,
    refunds_by_state,
    span_of,
)
from panel_refunds.money import format_units
from panel_refunds.web.fields import Given, Shown
from panel_refunds.web.operation import Read
from panel_refunds.web.tenancy import Call


class PaidBackView(Shown):
    """What was paid back on a day in one currency; ``reason`` is ``deposit``, ``orders`` or ``dispute``."""

    day: date
    reason: str
    currency: str
    refunds: int
    gross: str


class AnsweredView(Shown):
    """The requests that were answered on a day: how many, how many later than promised, the mean time in seconds."""

    day: date
    answered: int
    late: int
    mean_seconds: int


class InStateView(Shown):
    """The refunds asked for in these days that are in one state: how many, and what leaves balances for them."""

    state: str
    currency: str
    refunds: int
    gross: str


class ProviderFiguresView(Shown):
    """The orders placed at one provider: how many came to nothing, and how many to a part."""

    provider: str
    orders: int
    cancelled: int
    partial: int


class FiguresView(Shown):
    """All of it, from the first day to the last, in the tenant's time zone. Days without anything are left out."""

    first_day: date
    last_day: date
    paid_back: list[PaidBackView]
    answered: list[AnsweredView]
    by_state: list[InStateView]
    providers: list[ProviderFiguresView]


def show_figures(call: Call, _asked: Given) -> FiguresView:
    """What the last thirty days add up to, as the charts of the console show it."""
    desk, span = call.desk, span_of(call.desk)
    return FiguresView(
        first_day=span.days[0],
        last_day=span.days[-1],
        paid_back=[
            PaidBackView(
                day=span.days[each.day],
                reason=each.reason,
                currency=each.currency,
                refunds=each.many,
                gross=format_units(each.gross, each.currency),
            )
            for each in paid_back_by_day(desk, span)
        ],
        answered=[
            AnsweredView(
                day=span.days[each.day],
                answered=each.many,
                late=each.late,
                mean_seconds=each.seconds // each.many,
            )
            for each in answered_by_day(desk, span)
        ],
        by_state=[
            InStateView(
                state=each.state,
                currency=each.currency,
                refunds=each.many,
                gross=format_units(each.gross, each.currency),
            )
            for each in refunds_by_state(desk, span)
        ],
        providers=[
            ProviderFiguresView(
                provider=each.provider, orders=each.orders, cancelled=each.cancelled, partial=each.partial
            )
            for each in orders_by_provider(desk, span)
        ],
    )


OPERATIONS = (Read("/figures", "show_figures", "review", show_figures, FiguresView, tag="upkeep"),)
