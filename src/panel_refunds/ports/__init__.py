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
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypeVar, runtime_checkable

from panel_refunds.money import Money
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports.capabilities import Capabilities
from panel_refunds.ports.contract import CONTRACT_VERSION, FIRST
from panel_refunds.ports.fraud import (
    CONTEXT_VERSION,
    DisputeSigns,
    FraudCheck,
    FraudContext,
    PaymentSigns,
    SharedUse,
    Verdict,
    canonical_context,
    inputs_hash,
)
from panel_refunds.ports.gateways import (
    DisputeFacts,
    DisputeState,
    FindsAttempts,
    FraudWarning,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Misconfigured,
    MisconfiguredError,
    NotExecuted,
    Outcome,
    OutcomeUnknown,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
    WatchesPayments,
    WebhookRefusedError,
)

__all__ = [
    "CONTEXT_VERSION",
    "CONTRACT_VERSION",
    "Asked",
    "Capabilities",
    "DisputeFacts",
    "DisputeSigns",
    "DisputeState",
    "Factory",
    "FindsAttempts",
    "FraudCheck",
    "FraudContext",
    "FraudWarning",
    "Gateway",
    "GatewayEvent",
    "GatewayRefund",
    "Letterhead",
    "Message",
    "Misconfigured",
    "MisconfiguredError",
    "NotExecuted",
    "NotNowError",
    "Notifier",
    "OrderHint",
    "OrderProvider",
    "OrderState",
    "OrdersReply",
    "Outcome",
    "OutcomeUnknown",
    "PaymentFacts",
    "PaymentSigns",
    "PlacementReading",
    "ProviderCapabilities",
    "ProviderError",
    "PushesOrders",
    "RefundOrder",
    "RefundStatus",
    "RefundsFound",
    "Rejected",
    "Rejection",
    "Rule",
    "Setting",
    "SharedUse",
    "Surroundings",
    "UndeliverableError",
    "Verdict",
    "WatchesPayments",
    "WebhookRefusedError",
    "canonical_context",
    "inputs_hash",
]


class AdapterError(Exception):
    """What the host makes of anything that an adapter raised; its text names the adapter and is fit for a log."""


class UndeliverableError(AdapterError):
    """A notifier says that this message can never be delivered: nobody calls it again for that, a person is told.

    ``reason`` is a sentence for whoever mends it; the core takes addresses and secrets out before it keeps it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class NotNowError(AdapterError):
    """A notifier says that nothing at all is taken until ``retry_after`` from now is over: a limit that is obeyed."""

    def __init__(self, retry_after: timedelta, reason: str = "it takes nothing more at the moment") -> None:
        super().__init__(retry_after, reason)
        self.retry_after = retry_after
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


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
class Letterhead:
    """What messages to customers say of whom they are from; an empty text where the tenant's file says nothing.

    ``name`` is what customers call the brand; ``sender`` and ``reply_to`` are mailboxes (``Shop <shop@shop.example>``);
    ``colour`` can be read on white (``#0b5fff``); ``support_url`` is where help is, ``footer`` one line for the end.
    """

    name: str = ""
    sender: str = ""
    reply_to: str = ""
    colour: str = ""
    support_url: str = ""
    footer: str = ""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the host hands to a factory besides the settings.

    ``now`` is the clock; ``http_client(timeout=…, base_url=…)`` makes an ``httpx2.Client``; ``log`` is a structlog
    logger that redacts secrets. ``folder`` is the tenant's own, for files that a setting names, to be read and never
    written; None where an object is built that only reads replies. ``letterhead`` is what the tenant's brand says.
    """

    tenant: str
    name: str
    now: Callable[[], datetime]
    http_client: Callable[..., Any]
    log: Any
    folder: Path | None = None
    letterhead: Letterhead = Letterhead()


BuiltT_co = TypeVar("BuiltT_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Factory(Generic[BuiltT_co]):
    """A named thing a plugin can build: ``name`` is ``[a-z0-9_]{2,32}`` and stands in ``use = "…"``.

    ``contract`` is the version of the contract that it needs, like ``"1.1"``; a host that speaks less refuses it.
    """

    name: str
    build: Callable[[Mapping[str, Any], Surroundings], BuiltT_co]
    settings: Mapping[str, Setting] = field(default_factory=lambda: MappingProxyType({}))
    contract: str | int = FIRST
    title: str = ""


# ---------------------------------------------------------------- order providers


@dataclass(frozen=True, slots=True)
class ProviderError:
    """What a provider said instead of an answer; ``code`` is one of the codes of the reply's reading."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class OrderState:
    """An order as its provider has it: our word for the status, the provider's own, and what remains.

    The figures are the provider's; the core turns them into the customer's. ``ordered`` is the quantity that
    ``remains`` is a part of, where the provider tells it. With ``runs_left`` (runs of a drip feed, or posts of a
    subscription, that have not begun) ``remains`` and ``ordered`` speak of the run under way, and ``runs``, how many
    there are in all, must be told too. ``unclear`` says that nobody can tell from the answer how much was delivered: a
    word that would pay waits for a person.
    """

    status: str
    raw_status: str
    remains: int | None = None
    ordered: int | None = None
    runs: int | None = None
    runs_left: int | None = None
    unclear: bool = False


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
    """What a provider can do, and how it counts.

    ``batch`` is how many orders one question may name (at most 100). ``questions`` is how many questions it takes
    within ``per`` (None: as many as there are); the core's polls keep to it. ``over_order_percent`` is how much more
    than the customer's quantity is ordered there: what it says remains is of that larger quantity. ``drip_feed`` says
    of what its ``remains`` speaks when an order has several runs: of the ``whole``, of the ``run`` under way (then
    ``runs`` and ``runs_left`` are told), or nobody knows (``unclear``). ``webhooks`` says that it tells of changes by
    itself (``PushesOrders``).
    """

    batch: int = 100
    cancel: bool = True
    refill: bool = True
    reports_remains: bool = True
    questions: int | None = None
    per: timedelta = timedelta(minutes=1)
    over_order_percent: Decimal = Decimal(0)
    drip_feed: Literal["whole", "run", "unclear"] = "whole"
    webhooks: bool = False


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


@dataclass(frozen=True, slots=True)
class OrderHint:
    """A hint of a provider's webhook: the orders with these ids (the provider's own) may have changed.

    There is no status and no figure in it, because none would be believed: the core asks about the orders with
    ``get_orders``. ``event_id`` is the same whenever the same event is delivered again; ``word`` is the provider's own
    name for what happened.
    """

    event_id: str
    refs: tuple[str, ...]
    word: str = ""


@runtime_checkable
class PushesOrders(Protocol):
    """What an order provider does besides, when its capabilities say ``webhooks``: it tells of changes by itself.

    ``parse_webhook`` gets the bytes exactly as they came and raises ``WebhookRefusedError`` for what was not signed
    for this account, or not now. Events about nothing we have a use for are no hints.
    """

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]: ...


# ---------------------------------------------------------------- rules, notifiers


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the outbox, for a notifier: who, what about, in which words.

    With a ``customer`` it is for them, without one for the tenant's staff. ``at`` is when it was written, the same in
    every try. ``contact`` is where the customer can be reached (``email``), as far as the panel told it; it never
    belongs in a log.
    """

    kind: str
    tenant: str
    customer: str | None
    request_id: str | None
    text: str
    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    at: datetime | None = None
    contact: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)


class Notifier(Protocol):
    """Brings a message to people; called from the outbox only, again with the same key until it returns None.

    ``UndeliverableError`` ends the tries, ``NotNowError`` puts them off; whatever else it raises is tried again later
    and later. So a message may arrive twice: the key tells that it is the same one.
    """

    def deliver(self, message: Message, idempotency_key: str) -> None: ...


class Rule(Protocol):
    """An extra clause of a tenant's policy: pure, it looks at the facts and adds findings."""

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]: ...
