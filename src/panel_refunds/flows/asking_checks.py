"""Fraud checks are asked before a request is decided, outside of any transaction: they may take their time.

The context is prepared here, so that a check needs no database of ours. What the gateways think of the payments is
asked too, for the newest few: a gateway that does not answer leaves its facts out and stops nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.ports import FraudContext, PaymentSigns
from panel_refunds.refunds.request import Ask
from panel_refunds.store import Books

MOST_ASKED = 3
MOST_SHOWN = 50
_NOTHING: Mapping[str, str] = MappingProxyType({})


def ask_checks(desk: Desk, wallet_id: str, ask: Ask, customer_id: str) -> list[Finding]:
    """The findings of the tenant's fraud checks; empty when it has none, or they have nothing to say."""
    if not desk.has_checks:
        return []
    now = desk.now()
    with desk.read() as books:
        currency = books.currency_of(wallet_id)
        customer = books.find_customer(customer_id)
        history = books.history_of(customer_id)
        shared = books.shared_payment_accounts(customer_id)
        deposits = _asked_about(books, wallet_id, ask)
        warned = _warnings(books, deposits)
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
        payments=tuple(
            PaymentSigns(
                deposit=deposit.deposit_id,
                gateway=deposit.gateway,
                risk=_risk(desk, deposit) if number < MOST_ASKED else _NOTHING,
                warned_at=warned.get(deposit.deposit_id, ()),
                dispute=deposit.dispute,
            )
            for number, deposit in enumerate(deposits)
        ),
    )
    return list(desk.ask_fraud_checks(context))


def _asked_about(books: Books, wallet_id: str, ask: Ask) -> list[Deposit]:
    """The deposit that is asked for, else the newest ones of the wallet."""
    if ask.target == "deposit" and ask.about:
        return [books.get_deposit(ask.about)]
    return books.newest_deposits(wallet_id, MOST_SHOWN)


def _warnings(books: Books, deposits: list[Deposit]) -> dict[str, tuple[datetime, ...]]:
    if not deposits:
        return {}
    since = min(deposit.credited_at for deposit in deposits)
    told = books.warnings_about([deposit.payment for deposit in deposits], since)
    return {
        deposit.deposit_id: tuple(
            notice.received_at
            for notice in told
            if notice.gateway == deposit.gateway and deposit.payment in (notice.ref, *notice.payments)
        )
        for deposit in deposits
    }


def _risk(desk: Desk, deposit: Deposit) -> Mapping[str, str]:
    gateway = desk.gateways.get(deposit.gateway)
    if gateway is None:
        return _NOTHING
    try:
        if not gateway.capabilities(deposit.method).early_warnings:
            return _NOTHING
        return gateway.get_payment(deposit.payment).risk
    except Exception as error:  # noqa: BLE001 - a check decides without it
        desk.log.warning("gateway_raised", gateway=deposit.gateway, error=told_of(error))
        return _NOTHING
