"""A request about an order that has given nothing back: its status is the answer. (Section 4.)"""

from __future__ import annotations

from datetime import datetime

from panel_refunds.calendar import Calendar
from panel_refunds.orders.order import IN_PROGRESS, NOT_STARTED
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import OrderFacts


def order_findings(order: OrderFacts, at: datetime, calendar: Calendar) -> list[Finding]:
    """One finding: deny, or wait for the provider's answer to a wish to cancel."""
    if order.reason and order.rules.reasons.get(order.reason) == "nothing":
        text = "The order could not be done for a reason on the customer's side."
        return [_deny("user_error", text, order, reason=order.reason)]
    if order.status == "completed":
        if refill_runs(order, at):
            text = "The order is completed; its refill guarantee still runs, so a refill was asked for."
            return [_deny("order_completed", text, order, refill="asked")]
        text = "The order is completed; what drops off afterwards is not paid back."
        return [_deny("order_completed", text, order)]
    if order.in_review:
        text = "The order waits for a person; the request waits with it."
        return [Finding("order", "wait", "order_in_review", "4", text, order.order_id)]
    if order.status in NOT_STARTED:
        return [_not_started(order, at, calendar)]
    if order.status in IN_PROGRESS:
        return [_deny("order_in_progress", "The order is being worked on: its money is spent.", order)]
    return [_deny("nothing_unspent", "The order gave nothing back.", order)]


def refill_runs(order: OrderFacts, at: datetime) -> bool:
    """Whether a refill may be asked for: the policy answers drops with one, and the guarantee has not ended."""
    return order.rules.drops == "refill" and order.refill_until is not None and at <= order.refill_until


def cancel_refusal(order: OrderFacts, at: datetime, calendar: Calendar) -> str | None:
    """Why the customer may not have the order cancelled (a code), or None. The limit itself is too early."""
    rule = order.rules.customer_cancel
    if order.status not in NOT_STARTED or rule.allowed == "never":
        return "cancel_not_possible"
    if rule.after and at <= calendar.after(order.placed_at, rule.after):
        return "too_early"
    return None


def _not_started(order: OrderFacts, at: datetime, calendar: Calendar) -> Finding:
    refusal = cancel_refusal(order, at, calendar)
    if refusal == "too_early":
        return _deny("too_early", "It is too early to have the order cancelled.", order)
    if refusal:
        return _deny("cancel_not_possible", "Orders cannot be cancelled by the customer here.", order)
    text = "The order has not started: the provider is asked to cancel it, and the money follows its answer."
    return Finding("order", "wait", "order_not_started", "4", text, order.order_id)


def _deny(code: str, text: str, order: OrderFacts, **figures: str) -> Finding:
    return Finding("order", "deny", code, "4", text, order.order_id, figures=figures)
