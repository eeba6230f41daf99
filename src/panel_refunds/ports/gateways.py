"""Gateways: who took the money, and gives it back.

What a gateway says of a payment, a refund or a dispute, and the outcomes of asking it to refund; what it can do stands
in ``capabilities``. Every field that a gateway may leave out has a default, so that an adapter written yesterday still
fits.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Literal, Protocol, runtime_checkable

from panel_refunds.money import Money
from panel_refunds.ports.capabilities import Capabilities

DisputeState = Literal["none", "inquiry", "open", "won", "lost"]


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """The payment as the gateway has it now. ``fee`` is None while the gateway does not know it.

    ``refs`` are all the names the gateway has for it (at Stripe the charge and the payment intent): a payment is
    credited already when any of them was. ``live`` is False for play money, None where a gateway does not say;
    ``notes`` is what the panel itself wrote on the payment, ``risk`` what the gateway thinks of it, in its words.
    ``refunded`` is None where the gateway does not tell what went back (1.1, only where ``lookup`` is ``by_name``).
    """

    ref: str
    amount: Money
    captured: bool
    refunded: Money | None
    dispute: DisputeState = "none"
    fee: Money | None = None
    fingerprint: str | None = None
    display: str | None = None
    refs: tuple[str, ...] = ()
    method: str | None = None
    live: bool | None = None
    paid_at: datetime | None = None
    notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    risk: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


class RefundStatus(StrEnum):
    """What a gateway says of a refund that exists there."""

    PENDING = "pending"
    """It was taken and is not decided: asked about again, or told by a webhook."""
    ACTION_REQUIRED = "action_required"
    """Somebody has to do something at the gateway: an operator's task besides."""
    SUCCEEDED = "succeeded"
    """The gateway gave the money back: paid. It may still become ``failed``, then it is reversed."""
    FAILED = "failed"
    """It ran and ended without payment: the money goes back to the balance."""
    CANCELED = "canceled"
    """It was called off before it was paid: the money goes back to the balance."""


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
    """A refund as the gateway has it. ``attempt_id`` is None for refunds that were not made by us.

    ``payments`` are all the names of the payment it gives back, for refunds that nobody asked us for.
    """

    ref: str
    status: RefundStatus
    amount: Money
    attempt_id: str | None = None
    reference: str | None = None
    failure: str | None = None
    payments: tuple[str, ...] = ()
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotExecuted:
    """It did not run and may later: a 429, a conflict in flight, a name that did not resolve."""

    retry_after: timedelta | None = None
    text: str = ""


class Rejection(StrEnum):
    """Why a gateway will not run it, now or later."""

    ALREADY_REFUNDED = "already_refunded"
    """Nothing of the payment is left. Never a success, until a look-up shows our attempt's own id."""
    OVER_REFUND = "over_refund"
    """More was ordered than is left of the payment."""
    NOT_REFUNDABLE = "not_refundable"
    """This payment, or this way of paying, is never refunded."""
    DISPUTED = "disputed"
    """The bank is about to take the money, or has; a refund besides would pay twice."""
    WINDOW_EXPIRED = "window_expired"
    """The payment is too old for the gateway."""
    PAYMENT_NOT_FOUND = "payment_not_found"
    """The account has no payment of that name."""
    INSUFFICIENT_BALANCE = "insufficient_balance"
    """The account is empty for now: the one refusal after which the money stays held and the refund waits."""
    ACCOUNT_CLOSED = "account_closed"
    """The account that paid does not exist any more."""
    PARTIAL_NOT_SUPPORTED = "partial_not_supported"
    """Only the whole payment goes back."""
    CURRENCY_MISMATCH = "currency_mismatch"
    """The payment was made in another currency."""
    AMOUNT_TOO_SMALL = "amount_too_small"
    """Less than the gateway's least refund."""
    INVALID_REQUEST = "invalid_request"
    """Anything else that is wrong with the order itself, and that nothing was done about."""


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
    """A hint from a webhook or change feed: the object named may have changed; the core reads it again.

    ``payments`` are all the names of the payment it is about, as far as the event tells them; ``word`` is the
    gateway's own name for what happened, ``at`` when it says so.
    """

    event_id: str
    kind: Literal["refund", "payment", "dispute", "warning"]
    ref: str
    payments: tuple[str, ...] = ()
    word: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DisputeFacts:
    """A dispute as the gateway has it: what is disputed of which payment, why, and until when it can be answered."""

    ref: str
    payments: tuple[str, ...]
    state: DisputeState
    amount: Money
    reason: str = ""
    opened_at: datetime | None = None
    answer_by_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FraudWarning:
    """Somebody's bank says that a payment was fraud, before (or without) disputing it: a fact for the fraud checks."""

    ref: str
    payments: tuple[str, ...]
    kind: str
    made_at: datetime | None = None


class MisconfiguredError(Exception):
    """Raised by a gateway's reads (payment, refund, changes, float) where ``create_refund`` says ``Misconfigured``."""


class WebhookRefusedError(Exception):
    """Raised by ``parse_webhook``: this did not come from the gateway, or not now, or not for this account.

    ``reason`` is a word to count; the text is for an operator's log and says nothing to whoever sent it.
    """

    def __init__(
        self, reason: Literal["signature", "stale", "future", "mode", "account", "oversized", "unreadable"], text: str
    ) -> None:
        super().__init__(text)
        self.reason = reason


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


@runtime_checkable
class WatchesPayments(Protocol):
    """What a gateway can be asked besides, when its capabilities say ``disputes`` and ``early_warnings``.

    ``get_dispute`` raises LookupError for a dispute it does not have; both raise as the other reads do.
    """

    def get_dispute(self, ref: str) -> DisputeFacts: ...

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]: ...


@runtime_checkable
class FindsAttempts(Protocol):
    """What a gateway has besides, when its capabilities say that an attempt is looked up ``by_name``.

    For gateways where the merchant names the refund, and nobody can list them: the order tells the name (its ``key``),
    the payment and the amount. None says that the gateway was asked and certainly has no refund of that name; whatever
    is raised, a LookupError too, says that nobody knows.
    """

    def find_attempt(self, order: RefundOrder) -> GatewayRefund | None: ...
