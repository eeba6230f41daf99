"""Adapters as they were written for contract 1.1. Frozen: nobody edits this file, and it has to work with every 1.x.

One of each kind whose contract 1.1 added to, in one plugin: a gateway that finds refunds by our names for them, a
provider that reads its words from a file in the tenant's folder and pushes hints, a fraud check that looks at what came
to its context, a notifier that says how it ends. They use ``asking`` and ``said``, and nothing that came after 1.1.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import Money
from panel_refunds.ports import (
    CONTEXT_VERSION,
    Asked,
    Capabilities,
    Factory,
    FindsAttempts,
    FraudCheck,
    FraudContext,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Message,
    Notifier,
    NotNowError,
    OrderHint,
    OrderProvider,
    OrdersReply,
    OrderState,
    Outcome,
    PaymentFacts,
    PlacementReading,
    ProviderCapabilities,
    ProviderError,
    PushesOrders,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
    Setting,
    Surroundings,
    UndeliverableError,
    Verdict,
    WebhookRefusedError,
    canonical_context,
    inputs_hash,
)
from panel_refunds.ports.asking import NoAnswerError, NotSentError, in_path, outcome_of_silence
from panel_refunds.ports.said import Said, UnreadableError, parse_json

PAYMENTS: dict[str, PaymentFacts] = {}
REFUNDS: dict[str, GatewayRefund] = {}
ORDERS: dict[str, OrderState] = {}
DELIVERED: dict[str, Message] = {}
CONTEXTS: dict[str, str] = {}
SILENT: list[str] = []
"""What the vendor does with the next refunds: ``sent`` and lost on the way back, or ``unsent``."""
BUSY: list[str] = []
"""Messages that are put off once."""


class NamingGateway(FindsAttempts):
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        self.secret = settings["secret"]
        self.now = around.now

    def capabilities(self, method: str) -> Capabilities:
        return Capabilities(
            dedupe="client_ref",
            dedupe_lifetime=None,
            lookup="by_name",
            lookup_lag=timedelta(minutes=1),
            verifies=True,
            webhooks=True,
            webhook_auth="password",
        )

    def get_payment(self, ref: str) -> PaymentFacts:
        return replace(PAYMENTS[in_path(ref)], refunded=None)

    def create_refund(self, order: RefundOrder) -> Outcome:
        if order.amount.minor > PAYMENTS[order.payment].amount.minor:
            return Rejected(Rejection.OVER_REFUND)
        try:
            return self._sent(order)
        except NoAnswerError as silence:
            return outcome_of_silence(silence)

    def _sent(self, order: RefundOrder) -> GatewayRefund:
        ending = SILENT.pop(0) if SILENT else ""
        if ending == "unsent":
            raise NotSentError("there was no connection")
        made = GatewayRefund(f"at_{order.key}", RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
        REFUNDS.setdefault(order.key, made)
        if ending == "sent":
            raise NoAnswerError("the connection broke")
        return REFUNDS[order.key]

    def get_refund(self, ref: str) -> GatewayRefund:
        return next(refund for refund in REFUNDS.values() if refund.ref == ref)

    def find_refunds(self, payment: str) -> RefundsFound:
        return RefundsFound((), complete=False, as_of=self.now())

    def find_attempt(self, order: RefundOrder) -> GatewayRefund | None:
        return REFUNDS.get(order.key)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        if headers.get("x-password") != self.secret:
            raise WebhookRefusedError("signature", "another password")
        said = Said.read(raw, "event")
        return [GatewayEvent(said.text("id"), "payment", said.ref("payment"), at=said.find_moment("at"))]

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        return (), None

    def available_float(self, currency: str) -> Money | None:
        return None


class PushingProvider(PushesOrders):
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        self.folder = around.folder
        self.file = settings["words"]

    def capabilities(self) -> ProviderCapabilities:
        return ProviderCapabilities(
            batch=10,
            cancel=False,
            refill=False,
            questions=60,
            per=timedelta(minutes=1),
            over_order_percent=Decimal(10),
            drip_feed="run",
            webhooks=True,
        )

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        known = {ref: ORDERS[ref] for ref in refs if ref in ORDERS}
        told = {ref: replace(state, status=self.read_status(state.raw_status)) for ref, state in known.items()}
        return OrdersReply(orders=told, missing=tuple(ref for ref in refs if ref not in ORDERS))

    def request_cancel(self, ref: str) -> Asked:
        return Asked("refused", error=ProviderError("not_cancelable"))

    def request_refill(self, ref: str) -> Asked:
        return Asked("refused", error=ProviderError("not_refillable"))

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        return ProviderError("refill_not_found")

    def balance(self) -> Money | ProviderError:
        return ProviderError("other")

    def read_status(self, word: str) -> str:
        if self.folder is None:
            return "unknown"
        said = Said.of(parse_json((self.folder / self.file).read_bytes()), "table of words")
        return said.find_text(word) or "unknown"

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        return PlacementReading("unknown")

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        return {}

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
        try:
            said = Said.read(raw, "hint")
            return [OrderHint(said.text("id"), tuple(str(ref) for ref in said.listed("orders")), word="changed")]
        except UnreadableError:
            raise WebhookRefusedError("unreadable", "it is no hint") from None


class LookingCheck:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        pass

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict:
        CONTEXTS[inputs_hash(context)] = canonical_context(context)
        seen = (*context.bonuses, *context.returned, *context.disputes, *context.others)
        known = [signs.facts for signs in context.payments if signs.amount and signs.credited_at]
        return Verdict("review", (f"{len(seen)} things, {len(known)} payments, version {CONTEXT_VERSION}",))


class EndingNotifier:
    def __init__(self, settings: Mapping[str, Any], around: Surroundings) -> None:
        pass

    def deliver(self, message: Message, idempotency_key: str) -> None:
        if message.kind in BUSY:
            BUSY.remove(message.kind)
            raise NotNowError(timedelta(minutes=2))
        if message.customer is not None and not message.contact:
            raise UndeliverableError("nobody knows where the customer is")
        DELIVERED[idempotency_key] = message


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    settings = MappingProxyType({"secret": Setting(required=True, secret=True)})
    return [Factory("naming_pay", NamingGateway, settings, contract="1.1", title="Written for 1.1")]


@hookimpl
def order_providers() -> Sequence[Factory[OrderProvider]]:
    settings = MappingProxyType({"words": Setting(required=True)})
    return [Factory("pushing_panel", PushingProvider, settings, contract="1.1")]


@hookimpl
def fraud_checks() -> Sequence[Factory[FraudCheck]]:
    return [Factory("looking_check", LookingCheck, contract="1.1")]


@hookimpl
def notifiers() -> Sequence[Factory[Notifier]]:
    return [Factory("ending_news", EndingNotifier, contract="1.1")]
