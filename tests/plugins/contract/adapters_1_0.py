"""Adapters as they were written for contract 1.0. Frozen: nobody edits this file, and it has to work with every 1.x.

One of each kind, in one plugin, with a vendor that keeps its books in this module. They use no field, method or module
that came after 1.0.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import (
    Asked,
    Capabilities,
    Factory,
    FraudCheck,
    FraudContext,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Message,
    Notifier,
    OrderProvider,
    OrdersReply,
    OrderState,
    Outcome,
    PaymentFacts,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
    Rule,
    Setting,
    Surroundings,
    Verdict,
)

PAYMENTS: dict[str, PaymentFacts] = {}
REFUNDS: dict[str, tuple[RefundOrder, GatewayRefund]] = {}
ORDERS: dict[str, tuple[str, int]] = {}
DELIVERED: dict[str, Message] = {}


class OldGateway:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        self.secret = settings["secret"]
        self.around = around

    def capabilities(self, method: str) -> Capabilities:
        return Capabilities(dedupe="key", lookup="by_attempt", verifies=True, longest_processing=timedelta(days=1))

    def get_payment(self, ref: str) -> PaymentFacts:
        facts = PAYMENTS[ref]
        given = [refund.amount for order, refund in REFUNDS.values() if order.payment == ref]
        return PaymentFacts(
            ref, facts.amount, captured=True, refunded=sum(given, Money(0, facts.amount.currency)), fee=facts.fee
        )

    def create_refund(self, order: RefundOrder) -> Outcome:
        if order.key in REFUNDS:
            return REFUNDS[order.key][1]
        facts = self.get_payment(order.payment)
        if order.amount > facts.amount - facts.refunded:
            return Rejected(Rejection.OVER_REFUND)
        refund = GatewayRefund(f"old_{len(REFUNDS)}", RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
        REFUNDS[order.key] = (order, refund)
        return refund

    def get_refund(self, ref: str) -> GatewayRefund:
        return next(refund for _, refund in REFUNDS.values() if refund.ref == ref)

    def find_refunds(self, payment: str) -> RefundsFound:
        found = tuple(refund for order, refund in REFUNDS.values() if order.payment == payment)
        return RefundsFound(found, complete=True, as_of=self.around.now())

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        said = json.loads(raw)
        return [GatewayEvent(said["id"], "payment", said["payment"])]

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        return (), None

    def available_float(self, currency: str) -> Money | None:
        return None


class OldProvider:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        self.words = {"DONE": "completed", "VOID": "canceled", "SHORT": "partial"}

    def capabilities(self) -> ProviderCapabilities:
        return ProviderCapabilities(batch=10, cancel=False, refill=False)

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        known = {ref: OrderState(self.read_status(ORDERS[ref][0]), *ORDERS[ref]) for ref in refs if ref in ORDERS}
        return OrdersReply(orders=known, missing=tuple(ref for ref in refs if ref not in ORDERS))

    def request_cancel(self, ref: str) -> Asked:
        return Asked("refused", error=ProviderError("not_cancelable"))

    def request_refill(self, ref: str) -> Asked:
        return Asked("refused", error=ProviderError("not_refillable"))

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        return ProviderError("refill_not_found")

    def balance(self) -> Money | ProviderError:
        return ProviderError("other")

    def read_status(self, word: str) -> str:
        return self.words.get(word, "unknown")

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        return PlacementReading("unknown")

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        return {}


class OldCheck:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        self.most = settings["most"]

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        if len(context.requests) > self.most:
            return Verdict("review", (f"{len(context.requests)} requests",))
        return Verdict("allow")


class OldRule:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        pass

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        figures = MappingProxyType({"deposits": str(len(snapshot.deposits))})
        return [Finding("old", "review", "old_rule", "9", "An old rule looks at everything.", figures=figures)]


class OldNotifier:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        pass

    def deliver(self, message: Message, idempotency_key: str) -> None:
        DELIVERED[idempotency_key] = message


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    settings = MappingProxyType({"secret": Setting(required=True, secret=True)})
    return [Factory("old_pay", OldGateway, settings, title="Written for 1.0")]


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    return [Factory("old_panel", OldProvider, contract=1)]


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    return [Factory("old_check", OldCheck, MappingProxyType({"most": Setting("integer", default=1)}))]


@hookimpl
def rules() -> Sequence[Factory[Rule]]:
    return [Factory("old_rule", OldRule)]


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    return [Factory("old_news", OldNotifier)]
