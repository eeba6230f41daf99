"""Fraud checks are asked before a request is decided, outside of any transaction: they may take their time.

The context is prepared here, so that a check needs no database of ours. What the gateways think of the payments is
asked too, for the newest few: a gateway that does not answer leaves its facts out and stops nobody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.desk import Desk
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.ports import DisputeSigns, FraudContext, PaymentSigns, SharedUse
from panel_refunds.refunds.request import Ask
from panel_refunds.refunds.verdict import CheckVerdict, finding_of
from panel_refunds.store import Books

MOST_ASKED = 3
MOST_SHOWN = 50
MOST_OTHERS = 100
_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Heard:
    """What the checks said of one request: every verdict, to be stored with it, and what of it counts."""

    verdicts: tuple[CheckVerdict, ...] = ()

    @property
    def findings(self) -> list[Finding]:
        """The lines that the verdicts add to a decision."""
        found = (finding_of(verdict) for verdict in self.verdicts)
        return [finding for finding in found if finding is not None]


def ask_checks(desk: Desk, wallet_id: str, ask: Ask, customer_id: str, facts: Mapping[str, str] = _NOTHING) -> Heard:
    """Ask the tenant's fraud checks, all of them; ``facts`` is what the panel sent with the request.

    The caller stores the verdicts with the request.
    """
    if not desk.has_checks:
        return Heard()
    now = desk.now()
    with desk.read() as books:
        currency = books.currency_of(wallet_id)
        context = _from_books(books, customer_id, None if ask.amount is None else Money(ask.amount, currency), now)
        known = _payments(books, _asked_about(books, wallet_id, ask))
    payments = [
        replace(signs, risk=_risk(desk, deposit)) if number < MOST_ASKED else signs
        for number, (deposit, signs) in enumerate(known)
    ]
    return Heard(tuple(desk.ask_fraud_checks(replace(context, payments=tuple(payments), facts=facts))))


def _from_books(books: Books, customer_id: str, asked: Money | None, now: datetime) -> FraudContext:
    """What our own books say of the customer, and of who shares a payment account."""
    customer = books.find_customer(customer_id)
    history = books.history_of(customer_id)
    shared = books.shared_payment_accounts(customer_id)
    sharing = books.sharing_of(customer_id, shared[:MOST_OTHERS])
    return FraudContext(
        customer=customer_id,
        asked=asked,
        at=now,
        first_seen_at=customer.first_seen_at if customer else None,
        deposits=history.deposits,
        orders=history.orders,
        requests=(*history.requests, now),
        refunds=history.refunds,
        shared_accounts=shared,
        bonuses=books.bonuses_of_customer(customer_id),
        returned=books.returns_of_customer(customer_id),
        disputes=tuple(DisputeSigns(*dispute) for dispute in books.disputes_of_customer(customer_id)),
        others=tuple(SharedUse(other, *used) for other, used in sharing.items()),
    )


def _payments(books: Books, deposits: list[Deposit]) -> list[tuple[Deposit, PaymentSigns]]:
    """The payments with what is known of them here; what their gateways think is asked outside of the books."""
    warned = _warnings(books, deposits)
    facts = books.facts_about(deposit.deposit_id for deposit in deposits)
    return [
        (
            deposit,
            PaymentSigns(
                deposit=deposit.deposit_id,
                gateway=deposit.gateway,
                warned_at=warned.get(deposit.deposit_id, ()),
                dispute=deposit.dispute,
                facts=facts.get(deposit.deposit_id, _NOTHING),
                amount=Money(deposit.amount, deposit.currency),
                credited_at=deposit.credited_at,
            ),
        )
        for deposit in deposits
    ]


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
