"""What a plugin's objects promise the core: gateways, order providers, fraud checks, rules, notifiers.

A plugin registers *factories* (``panel_refunds.hookspecs``); the host builds one object per tenant from the
tenant's settings. The object gets a clock, an HTTP client factory, a redacting logger and its own settings, and
nothing else: no database, no globals. It never retries, sleeps, makes keys or keeps state; the core calls it
with no transaction open and maps every outcome, including an exception, to something safe.

Amounts are ``Money``; refs are the gateway's or provider's own ids, as text.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypeVar

from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot

CONTRACT_VERSION = 1


class AdapterError(Exception):
    """What the host makes of anything that an adapter raised; its text names the adapter and is fit for a log."""


# ---------------------------------------------------------------- factories


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of a plugin's configuration in a tenant's file.

    ``kind``: what TOML value it takes; ``secret`` settings are given only as ``{ env = … }`` or ``{ file = … }``
    and never appear in a log, repr or error. A setting without a default must be given.
    """

    kind: Literal["text", "integer", "boolean", "decimal", "texts", "table"] = "text"
    default: Any = None
    required: bool = False
    secret: bool = False
    choices: tuple[str, ...] = ()
    minimum: int | None = None
    help: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the host hands to a factory besides the settings.

    ``now`` is the clock; ``http_client(timeout=…, base_url=…)`` makes an ``httpx2.Client``; ``log`` is a structlog
    logger that redacts secrets.
    """

    tenant: str
    name: str
    now: Callable[[], datetime]
    http_client: Callable[..., Any]
    log: Any


BuiltT_co = TypeVar("BuiltT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Factory(Generic[BuiltT_co]):
    """A named thing a plugin can build: ``name`` is ``[a-z0-9_]{2,32}`` and stands in ``use = "…"``."""

    name: str
    build: Callable[[Mapping[str, Any], Surroundings], BuiltT_co]
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    contract: int = CONTRACT_VERSION
    title: str = ""


# ---------------------------------------------------------------- gateways


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a gateway can do with payments of one method.

    Sending is automatic only when the refund is native, the original destination is guaranteed, a repeated
    send is recognised (``dedupe`` or a usable look-up) and the fee can be known; see ``automatic``.
    """

    refund: Literal["native", "payout", "manual"] = "native"
    destination: Literal["original_guaranteed", "gateway_decides", "caller_supplied"] = "original_guaranteed"
    partial: bool = True
    max_refunds: int | None = None
    min_refund: Money | None = None
    dedupe: Literal["key", "client_ref", "one_per_payment", "none"] = "key"
    dedupe_lifetime: timedelta | None = timedelta(hours=24)
    lookup: Literal["by_attempt", "by_payment", "none"] = "by_attempt"
    lookup_lag: timedelta = timedelta(0)
    longest_processing: timedelta = timedelta(days=30)
    answers: Literal["sync", "async"] = "sync"
    late_failure: bool = True
    fee: Literal["reported", "told", "none"] = "reported"
    fee_lag: timedelta = timedelta(hours=1)
    refund_window: timedelta | None = None
    webhooks: bool = False
    disputes: bool = False
    change_feed: bool = False
    knows_float: bool = False
    sandbox: bool = False

    @property
    def automatic(self) -> bool:
        """Whether the core may send by itself; otherwise an operator pays by hand."""
        recognised = self.dedupe != "none" or self.lookup != "none"
        return self.refund == "native" and self.destination == "original_guaranteed" and recognised


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """The payment as the gateway has it now. ``fee`` is None while the gateway does not know it."""

    ref: str
    amount: Money
    captured: bool
    refunded: Money
    dispute: Literal["none", "inquiry", "open", "won", "lost"] = "none"
    fee: Money | None = None
    fingerprint: str | None = None
    display: str | None = None


class RefundStatus(StrEnum):
    """What a gateway says of a refund that exists there."""

    PENDING = "pending"
    ACTION_REQUIRED = "action_required"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELED = "canceled"


@dataclass(frozen=True, slots=True)
class RefundOrder:
    """What the core asks a gateway to do: pay ``amount`` back to ``payment``.

    ``key`` is the idempotency key of this attempt for ever (10 to 36 of ``[A-Za-z0-9_-]``); ``attempt_id`` goes
    into the gateway's metadata, so that a look-up can find it again.
    """

    attempt_id: str
    key: str
    payment: str
    method: str
    amount: Money
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GatewayRefund:
    """A refund as the gateway has it. ``attempt_id`` is None for refunds that were not made by us."""

    ref: str
    status: RefundStatus
    amount: Money
    attempt_id: str | None = None
    reference: str | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class NotExecuted:
    """It did not run and may later: a 429, a conflict in flight, a name that did not resolve."""

    retry_after: timedelta | None = None
    text: str = ""


class Rejection(StrEnum):
    """Why a gateway will not run it, now or later."""

    ALREADY_REFUNDED = "already_refunded"
    OVER_REFUND = "over_refund"
    NOT_REFUNDABLE = "not_refundable"
    DISPUTED = "disputed"
    WINDOW_EXPIRED = "window_expired"
    PAYMENT_NOT_FOUND = "payment_not_found"
    INSUFFICIENT_BALANCE = "insufficient_balance"
    ACCOUNT_CLOSED = "account_closed"
    PARTIAL_NOT_SUPPORTED = "partial_not_supported"
    CURRENCY_MISMATCH = "currency_mismatch"
    AMOUNT_TOO_SMALL = "amount_too_small"
    INVALID_REQUEST = "invalid_request"


@dataclass(frozen=True, slots=True)
class Rejected:
    """It did not run and will not."""

    code: Rejection
    text: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeUnknown:
    """It may have run. Any exception of an adapter means the same."""

    text: str = ""


@dataclass(frozen=True, slots=True)
class Misconfigured:
    """Key, permission or mode are wrong: nothing of this tenant can be sent until the operator mends it."""

    text: str = ""


Outcome = GatewayRefund | NotExecuted | Rejected | OutcomeUnknown | Misconfigured


@dataclass(frozen=True, slots=True)
class RefundsFound:
    """All refunds of a payment that a look-up saw; only a ``complete`` one proves absence."""

    refunds: tuple[GatewayRefund, ...]
    complete: bool
    as_of: datetime


@dataclass(frozen=True, slots=True)
class GatewayEvent:
    """A hint from a webhook or change feed: the object named may have changed; the core reads it again."""

    event_id: str
    kind: Literal["refund", "payment", "dispute"]
    ref: str


class Gateway(Protocol):
    """Took the money, and gives it back."""

    def capabilities(self, method: str) -> Capabilities: ...

    def get_payment(self, ref: str) -> PaymentFacts: ...

    def create_refund(self, order: RefundOrder) -> Outcome: ...

    def get_refund(self, ref: str) -> GatewayRefund: ...

    def find_refunds(self, payment: str) -> RefundsFound: ...

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]: ...

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]: ...

    def available_float(self, currency: str) -> Money | None: ...


# ---------------------------------------------------------------- order providers


@dataclass(frozen=True, slots=True)
class ProviderError:
    """What a provider said instead of an answer; ``code`` is one of the codes of the reply's reading."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order as its provider has it: our word for the status, the provider's own, and what remains."""

    status: str
    raw_status: str
    remains: int | None = None


@dataclass(frozen=True, slots=True)
class OrdersReply:
    """The answer to a question about orders. With ``reply_error`` no order is touched."""

    orders: Mapping[str, OrderState | ProviderError] = field(default_factory=lambda: MappingProxyType({}))
    not_asked: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    reply_error: ProviderError | None = None
    retry_after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer to a wish (cancel, refill): it may be accepted; money moves only on a status."""

    outcome: Literal["accepted", "refused", "unknown"]
    ref: str | None = None
    error: ProviderError | None = None


@dataclass(frozen=True, slots=True)
class PlacementReading:
    """What a provider's raw answer to placing an order says: ``refused`` means it was never placed."""

    outcome: Literal["accepted", "refused", "unknown"]
    order: str | None = None
    error: ProviderError | None = None


@dataclass(frozen=True, slots=True)
class ProviderCapabilities:
    """``batch`` is how many orders one question may name (at most 100)."""

    batch: int = 100
    cancel: bool = True
    refill: bool = True
    reports_remains: bool = True


class OrderProvider(Protocol):
    """Fulfils orders, and knows how they stand."""

    def capabilities(self) -> ProviderCapabilities: ...

    def get_orders(self, refs: Sequence[str]) -> OrdersReply: ...

    def request_cancel(self, ref: str) -> Asked: ...

    def request_refill(self, ref: str) -> Asked: ...

    def refill_status(self, ref: str) -> OrderState | ProviderError: ...

    def balance(self) -> Money | ProviderError: ...

    def read_status(self, word: str) -> str: ...

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading: ...

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]: ...


# ---------------------------------------------------------------- fraud checks, rules, notifiers


@dataclass(frozen=True, slots=True)
class FraudContext:
    """What a check may know; prepared by the core, so a check reads no database of ours.

    Counts are of this customer, the asked request included; ``shared_accounts`` are other customers of the
    tenant that paid from the same payment account.
    """

    customer: str
    asked: Money | None
    at: datetime
    first_seen_at: datetime | None
    deposits: tuple[tuple[datetime, Money], ...] = ()
    orders: tuple[tuple[datetime, Money], ...] = ()
    requests: tuple[datetime, ...] = ()
    refunds: tuple[tuple[datetime, Money], ...] = ()
    shared_accounts: tuple[str, ...] = ()
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fraud check's answer; ``reasons`` are sentences for the finance desk."""

    answer: Literal["allow", "review", "deny", "abstain"]
    reasons: tuple[str, ...] = ()


class FraudCheck(Protocol):
    """Looks at a request before it is decided; a failure or a time-out means review."""

    def evaluate(self, context: FraudContext, deadline: datetime) -> Verdict: ...


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the outbox, for a notifier: who, what about, in which words."""

    kind: str
    tenant: str
    customer: str | None
    request_id: str | None
    text: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class Notifier(Protocol):
    """Brings a message to people; called from the outbox only, again with the same key until it returns."""

    def deliver(self, message: Message, idempotency_key: str) -> None: ...


class Rule(Protocol):
    """An extra clause of a tenant's policy: pure, it looks at the facts and adds findings."""

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]: ...
