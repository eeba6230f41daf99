"""A shop for the tests of the flows: one tenant, a scripted gateway and provider, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import structlog

from panel_refunds.flows.apply_statuses import StatusTold, apply_statuses
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.place_order import OrderPlaced, place_order
from panel_refunds.flows.request_refund import RefundAsked, request_refund
from panel_refunds.flows.review_refund import approve_refund
from panel_refunds.ids import PREFIXES, encode
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.money import Money
from panel_refunds.orders.order import Order
from panel_refunds.ports import Capabilities
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.store import Store
from panel_refunds.store.audit import audit_tenant
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.testing.scripted_gateway import ScriptedGateway
from panel_refunds.testing.scripted_provider import ScriptedProvider

TENANTS = Path(__file__).parents[2] / "tenants"
WORDS = {"pending": "pending", "in progress": "in_progress", "partial": "partial", "canceled": "canceled"}


def usd(text: str) -> Money:
    return Money.of(text, "USD")


def read_status(word: str) -> str:
    return {**WORDS, "completed": "completed", "processing": "processing"}.get(word.lower(), "unknown")


@dataclass
class Shop:
    """One tenant at work, with everything outside of it scripted."""

    store: Store
    tenant: Tenant = field(default_factory=lambda: load_tenant(TENANTS / "smmpanelus"))
    at: datetime = datetime(2025, 9, 1, 14, 0, tzinfo=UTC)
    capabilities: Capabilities | None = None
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.gateway = ScriptedGateway(now=lambda: self.at, capabilities=self.capabilities)
        self.provider = ScriptedProvider(read_status)
        self.desk = Desk(
            tenant=self.tenant,
            store=self.store,
            now=lambda: self.at,
            new_id=self.new_id,
            gateways={"manual": self.gateway},
            providers={"main": self.provider},
            notifiers={},
            ask_fraud_checks=lambda _: (),
            ask_rules=lambda *_: (),
            log=structlog.get_logger(),
        )
        self.payments = count(1)

    def new_id(self, noun: str) -> str:
        return encode(PREFIXES[noun], next(self.numbers))

    def with_rules(self, **tables: Any) -> None:
        """Change tables of the policy in force: ``with_rules(review={"approvers": ("finance", "boss")})``."""
        version = self.tenant.policies["default"][0]
        rules = version.rules
        for table, changes in tables.items():
            rules = replace(rules, **{table: replace(getattr(rules, table), **changes)})
        policies = {"default": (replace(version, rules=rules),)}
        self.tenant = replace(self.tenant, policies=policies)
        self.desk = replace(self.desk, tenant=self.tenant)

    def passes(self, **span: int) -> None:
        self.at += timedelta(**span)

    def deposit(self, amount: str, fee: str | None = "0.00", customer: str = "c1") -> Deposit:
        payment = f"pay_{next(self.payments)}"
        self.gateway.take_payment(payment, usd(amount), fee=None if fee is None else usd(fee))
        told = PaymentTaken(customer, "manual", payment, usd(amount), fee=None if fee is None else usd(fee))
        return credit_deposit(self.desk, told)

    def order(self, charge: str, customer: str = "c1", **other: Any) -> Order:
        ref = other.pop("provider_ref", f"{next(self.payments)}")
        placed = OrderPlaced(customer, usd(charge), other.pop("quantity", 1000), "main", ref, **other)
        return place_order(self.desk, placed)

    def status(self, order: Order, word: str, remains: int | None = None, reason: str | None = None) -> Order:
        told = StatusTold(order.order_id, read_status(word), word, remains, reason)
        return apply_statuses(self.desk, [told])[0]

    def request(self, amount: str | None, deposit: Deposit | None = None, **other: Any) -> RefundRequest:
        asked = RefundAsked(
            customer_id=other.pop("customer", "c1"),
            site="smmpanelus.com",
            policy="default",
            amount=amount,
            target=other.pop("target", "deposit" if deposit else "everything"),
            about=other.pop("about", deposit.deposit_id if deposit else None),
            subject=other.pop("subject", "Refund Request"),
            **other,
        )
        return request_refund(self.desk, asked)

    def approve(self, request: RefundRequest, *people: str, **other: Any) -> RefundRequest:
        return approve_refund(self.desk, request.request_id, Approval(people or ("finance-1",), **other))

    def approved(self, amount: str = "20.00", fee: str = "1.75") -> Refund:
        """A refund of a fresh deposit of 50 that only has to be sent."""
        request = self.approve(self.request(amount, self.deposit("50.00", fee)))
        return self.refund_of(request)

    def refund_of(self, request: RefundRequest) -> Refund:
        with self.desk.read() as books:
            return next(each for each in books.refunds_of(request.request_id) if each.why != "replaced")

    def state_of(self, refund: Refund) -> str:
        with self.desk.read() as books:
            return books.get_request(refund.request_id).state

    def figures(self, customer: str = "c1") -> tuple[str, str, str]:
        """Cash, bonus and held of the wallet, as text."""
        with self.desk.read() as books:
            wallet_id = books.find_wallet(customer, "USD")
            balance = books.balance(wallet_id) if wallet_id else None
        if balance is None:
            return ("0.00 USD", "0.00 USD", "0.00 USD")
        return tuple(str(Money(units, "USD")) for units in (balance.cash, balance.bonus, balance.held))

    def paid_back(self) -> str:
        """What the gateway really paid back, over all payments."""
        total = usd("0")
        for number in range(1, 200):
            try:
                total += self.gateway.paid_back(f"pay_{number}")
            except LookupError:
                continue
        return str(total)

    def check_books(self) -> None:
        report = audit_tenant(self.store, self.tenant.id, now=self.at)
        assert report.ok, report.faults
