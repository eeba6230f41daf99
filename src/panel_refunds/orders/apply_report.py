"""What a provider's word does to an order: the new state, the money that comes back, or a person to ask.

Money is only ever given, never taken back; what cannot be read for sure changes nothing and waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from panel_refunds.orders.order import Order
from panel_refunds.orders.refund_due import refund_due
from panel_refunds.orders.rules import BUILTIN_REASONS, OrderRules, StatusEffect
from panel_refunds.orders.undelivered import Doubt
from panel_refunds.orders.words import UNKNOWN, normalise_word

GIVEN_UP = frozenset({"canceled", "refunded"})
ANSWERED_BY_A_WORD = frozenset({"unknown_word", "partial_unreadable", "undelivered_unclear", "order_lost"})
"""What a person need not look at any more once the provider says something that can be read."""


@dataclass(frozen=True, slots=True)
class Report:
    """One word of a provider about one order: ours for it (or ``unknown``), its own, what remains, and why.

    ``doubt`` says which payments nobody can be sure of: of the whole charge, or of any part of it.
    """

    status: str
    raw_status: str
    remains: int | None = None
    reason: str | None = None
    doubt: Doubt = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The order as it is now, and the units to give back. ``unknown_word`` is for the inbox."""

    order: Order
    pay: int = 0
    unknown_word: str | None = None


def read_word(status: str, raw_status: str, mapped: Mapping[str, str], rules: OrderRules) -> str:
    """Our word for a provider's: as the adapter read it, as an operator mapped it, or as the policy knows it."""
    if status != UNKNOWN:
        return status
    word = normalise_word(raw_status)
    return mapped.get(word) or next((known for known in rules.status if normalise_word(known) == word), UNKNOWN)


def apply_report(order: Order, report: Report, rules: OrderRules, at: datetime) -> Outcome:
    """Apply one report; the same report again changes nothing and pays nothing."""
    if _is_repeated(order, report):
        return Outcome(replace(order, misses=0, review=None if order.review == "order_lost" else order.review))
    order = replace(
        order, raw_status=report.raw_status, remains=report.remains, reason=report.reason or order.reason, misses=0
    )
    if report.status == UNKNOWN:
        return Outcome(replace(order, review="unknown_word"), unknown_word=report.raw_status)
    if order.review in ANSWERED_BY_A_WORD:
        order = replace(order, review=None)
    if order.status in GIVEN_UP and report.status not in GIVEN_UP | {"partial"}:
        return Outcome(replace(order, review="after_canceled"))
    effect, review = _effect(order, report, rules)
    order = replace(
        order,
        status=order.status if order.status in GIVEN_UP else report.status,
        completed_at=order.completed_at or (at if report.status == "completed" else None),
        review=review or order.review,
    )
    if effect not in ("whole", "undelivered"):
        return Outcome(order)
    due = refund_due(effect, charge=order.charge, total=order.total, remains=report.remains)
    return Outcome(order, pay=max(due - order.refunded, 0))


def _is_repeated(order: Order, report: Report) -> bool:
    # A cancelled order keeps its status whatever comes, so there the raw word alone tells.
    known = report.status in (order.status, UNKNOWN) or (order.status in GIVEN_UP and order.review != "unknown_word")
    same_word = order.raw_status == report.raw_status and known
    return same_word and order.remains == report.remains and report.reason in (None, order.reason)


def _effect(order: Order, report: Report, rules: OrderRules) -> tuple[StatusEffect, str | None]:
    """What the policy says of the word, and why a person must look, if one must."""
    effect = rules.status.get(report.status, "ask_person")
    if effect in ("whole", "undelivered"):
        if order.completed_at and report.status != "completed":
            return "nothing", "after_completed" if rules.after_completed == "ask_person" else None
        reason = _reason_effect(order.reason, rules)
        if reason != "by_status":
            return "nothing", "reason_asks" if reason == "ask_person" else None
    if _is_doubtful(effect, report.doubt):
        return "nothing", "undelivered_unclear"
    if effect == "undelivered" and (report.remains is None or report.remains <= 0):
        return "nothing", "partial_unreadable" if report.remains is None else "partial_nothing_remains"
    if effect == "ask_person":
        return "nothing", "status_asks"
    if report.status == "completed" and report.remains is not None and report.remains > 0:
        return "nothing", "completed_with_remains"
    return effect, None


def _is_doubtful(effect: StatusEffect, doubt: Doubt) -> bool:
    if doubt == "any":
        return effect in ("whole", "undelivered")
    return doubt == "whole" and effect == "whole"


def _reason_effect(reason: str | None, rules: OrderRules) -> str:
    """``by_status`` for a text that is in no table: it is only shown."""
    return rules.reasons.get(reason or "", BUILTIN_REASONS.get(reason or "", "by_status"))
