"""Fraud checks are asked before a request is decided, outside of any transaction: they may take their time.

The context is prepared here, so that a check needs no database of ours.
"""

from __future__ import annotations

from panel_refunds.flows.desk import Desk
from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.ports import FraudContext
from panel_refunds.refunds.request import Ask


def ask_checks(desk: Desk, wallet_id: str, ask: Ask, customer_id: str) -> list[Finding]:
    """The findings of the tenant's fraud checks; empty when it has none, or they have nothing to say."""
    now = desk.now()
    with desk.read() as books:
        currency = books.currency_of(wallet_id)
        customer = books.find_customer(customer_id)
        history = books.history_of(customer_id)
        shared = books.shared_payment_accounts(customer_id)
    context = FraudContext(
        customer=customer_id,
        asked=None if ask.amount is None else Money(ask.amount, currency),
        at=now,
        first_seen_at=customer.first_seen_at if customer else None,
        deposits=history.deposits,
        orders=history.orders,
        requests=(*history.requests, now),
        refunds=history.refunds,
        shared_accounts=shared,
    )
    return list(desk.ask_fraud_checks(context))
