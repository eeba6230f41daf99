"""The charts, each with its table: what the last thirty days add up to."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from panel_refunds.errors import Refused
from panel_refunds.flows.span_figures import (
    answered_by_day,
    orders_by_provider,
    paid_back_by_day,
    refunds_by_state,
    span_of,
)
from panel_refunds.pages.answer import Answer, Sent
from panel_refunds.pages.console.charts import CONTENT_POLICY, DRAWN, HEIGHT, NARROW, WIDE, height_of
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.console.wording import REASONS
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """All tables; the pictures beside them have addresses of their own."""
    desk, span = visit.desk, span_of(visit.desk)
    paid, answered = paid_back_by_day(desk, span), answered_by_day(desk, span)
    by_day = sorted({each.day for each in paid}, reverse=True)
    paid_in_all: Counter[tuple[str, str]] = Counter()
    for each in paid:
        paid_in_all[each.reason, each.currency] += each.gross
    many = sum(each.many for each in answered)
    by_state, providers = refunds_by_state(desk, span), orders_by_provider(desk, span)
    states = {each.state for each in by_state if each.currency == visit.tenant.currency}
    given = {
        "span": span,
        "reasons": REASONS,
        "paid": [(span.days[day], [each for each in paid if each.day == day]) for day in by_day],
        "paid_in_all": paid_in_all,
        "answered": [
            (span.days[each.day], each, timedelta(seconds=each.seconds // each.many)) for each in reversed(answered)
        ],
        "answers": many,
        "late": sum(each.late for each in answered),
        "mean": timedelta(seconds=sum(each.seconds for each in answered) // many) if many else None,
        "by_state": by_state,
        "providers": providers,
        "heights": {"money": height_of(len(states)), "providers": height_of(len(providers))},
        "sizes": (WIDE, NARROW, HEIGHT),
    }
    return console_page(visit, "figures", given)


def show_chart(visit: Visit) -> Answer:
    """One picture, in the visitor's language; narrow for a telephone."""
    draw = DRAWN.get(visit.path["chart"])
    if draw is None:
        raise Refused("not_found")
    picture = draw(visit, span_of(visit.desk), narrow=visit.query.get("narrow") == "yes")
    return Sent(picture, "image/svg+xml", content_policy=CONTENT_POLICY)
