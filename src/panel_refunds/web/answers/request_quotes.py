"""What one request would get, as the API shows it."""

from __future__ import annotations

from datetime import date, datetime

from panel_refunds.flows.quote_request import RequestQuote
from panel_refunds.money import format_units
from panel_refunds.policy.decision import PlannedRefund
from panel_refunds.web.answers.findings import FindingView, show_findings
from panel_refunds.web.answers.requests import ArrivalView
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class PlannedRefundView(Shown):
    """What would go back to one deposit's payment; ``processor_fee`` and ``net`` are null while it is not known."""

    deposit: str
    gross: str
    processor_fee: str | None
    own_fee: str
    bonus_deducted: str
    net: str | None


class RequestQuoteView(Shown):
    """What the policy says of a request that is not made: ``gross`` would leave the balance, ``net`` arrive.

    ``recommend`` is what finance would be told; ``due`` the day until which it would answer, and ``arrival`` the days
    in which the money would come, answered today or on the last day. Fraud checks are not asked, nothing is promised.
    """

    customer: str
    currency: str
    at: datetime
    recommend: str
    gross: str
    net: str | None
    bonus_cancelled: str
    due: date | None
    arrival: ArrivalView | None
    reasons: list[str]
    refunds: list[PlannedRefundView]
    lines: list[FindingView]


def show_request_quote(call: Viewer, quote: RequestQuote) -> RequestQuoteView:
    """The quote, refund by refund and line by line."""
    decision, currency, calendar = quote.decision, quote.currency, call.desk.tenant.calendar
    return RequestQuoteView(
        customer=quote.customer_id,
        currency=currency,
        at=quote.at,
        recommend=decision.recommend,
        gross=format_units(decision.gross, currency),
        net=None if decision.net is None else format_units(decision.net, currency),
        bonus_cancelled=format_units(quote.bonus_cancelled, currency),
        due=calendar.day_of(quote.due_at) if quote.due_at else None,
        arrival=ArrivalView(first=quote.arrives.first, last=quote.arrives.last) if quote.arrives else None,
        reasons=list(decision.reasons),
        refunds=[_planned(plan, currency) for plan in decision.refunds],
        lines=show_findings(call, decision.findings),
    )


def _planned(plan: PlannedRefund, currency: str) -> PlannedRefundView:
    return PlannedRefundView(
        deposit=plan.deposit_id,
        gross=format_units(plan.gross, currency),
        processor_fee=None if plan.processor_fee is None else format_units(plan.processor_fee, currency),
        own_fee=format_units(plan.own_fee, currency),
        bonus_deducted=format_units(plan.bonus_deducted, currency),
        net=None if plan.net is None else format_units(plan.net, currency),
    )
