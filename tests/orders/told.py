"""Orders and what providers say of them, for the tests of both."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from panel_refunds.money import SCALE
from panel_refunds.orders.apply_report import Outcome, Report, apply_report
from panel_refunds.orders.order import Order
from panel_refunds.orders.rules import OrderRules

PLACED = datetime(2025, 9, 2, 14, tzinfo=UTC)
TOLD = datetime(2025, 9, 3, 14, tzinfo=UTC)
CHARGE = 10 * SCALE


def order(**changes) -> Order:
    """An order of 1000 for 10.00, handed to the provider and pending."""
    known = {
        "order_id": "o1",
        "wallet_id": "wal_1",
        "customer_id": "c1",
        "currency": "USD",
        "provider": "main",
        "provider_ref": "77",
        "service": "likes",
        "quantity": 1000,
        "runs": 1,
        "charge": CHARGE,
        "placed_at": PLACED,
    }
    return Order(**{**known, **changes})


def told(one: Order, status: str, remains: int | None = None, *, raw: str = "", reason: str | None = None, rules=None):
    """Apply one word; what is to be paid is booked at once, as the flow does."""
    report = Report(status, raw or status.title(), remains, reason)
    outcome = apply_report(one, report, rules or OrderRules(), TOLD)
    return outcome, paid(outcome)


def paid(outcome: Outcome) -> Order:
    """The order after its money went back."""
    return replace(outcome.order, refunded=outcome.order.refunded + outcome.pay)


def story(*words, **changes) -> tuple[list[int], Order]:
    """Tell an order several words, ``("partial", 157)`` or ``"canceled"``; what each paid, and the order at the end."""
    one, pays = order(**changes), []
    for word in words:
        status, remains = (word, None) if isinstance(word, str) else word
        outcome, one = told(one, status, remains)
        pays.append(outcome.pay)
    return pays, one
