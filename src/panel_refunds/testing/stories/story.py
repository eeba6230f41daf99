"""What a policy case can say: a story is a list of events in time order, and each kind of event is one class here.

A class's first key is the value of its verb; the others may stand beside it, with their defaults. Amounts stay decimal
strings, as written: whether one is an amount at all is for the flows to say, because a story may be about that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from panel_refunds.tenants.tenant import Place
from panel_refunds.testing.stories.expectation import Expectation
from panel_refunds.testing.stories.language import key
from panel_refunds.testing.stories.values import (
    one_of,
    read_gateway_word,
    read_name,
    read_people,
    read_remains,
    read_text,
    read_whole,
)

FIRST_CUSTOMER = "c1"
ORDER_REFUNDS = "order_refunds"
ASKED_ABOUT = ("deposit", "order", ORDER_REFUNDS)
FINANCE = ("finance-1",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event. ``customer`` is None where the file does not say; ``refused`` is the code it must be refused with."""

    verb: ClassVar[str]

    at: datetime
    place: Place
    customer: str | None = None
    refused: str | None = None

    @property
    def who(self) -> str:
        """The customer whom it is about."""
        return self.customer or FIRST_CUSTOMER


@dataclass(frozen=True, slots=True)
class Case:
    """One story. ``site`` is the host on which the customer asks, None: the tenant's own."""

    name: str
    events: tuple[Event, ...]
    place: Place
    clause: str = ""
    site: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositCredited(Event):
    """Money is credited from a captured payment; ``fee`` may be ``unknown``."""

    verb: ClassVar[str] = "deposit"
    amount: str = key(read_text)
    id: str | None = key(read_name, None, gives="deposit")
    fee: str = key(read_text, "0.00")
    method: str = key(read_name, "card")
    gateway: str | None = key(read_name, None, speaks_of=("gateway",))
    currency: str | None = key(read_name, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeKnown(Event):
    """The fee of a deposit becomes known."""

    verb: ClassVar[str] = "fee"
    amount: str = key(read_text)
    of: str = key(read_name, speaks_of=("deposit",))


@dataclass(frozen=True, slots=True, kw_only=True)
class BonusGranted(Event):
    """A bonus is credited."""

    verb: ClassVar[str] = "bonus"
    amount: str = key(read_text)
    id: str | None = key(read_name, None, gives="bonus")
    tied_to: str | None = key(read_name, None, speaks_of=("deposit",))


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderPlaced(Event):
    """An order is charged and handed to the provider."""

    verb: ClassVar[str] = "order"
    amount: str = key(read_text)
    id: str | None = key(read_name, None, gives="order")
    quantity: int = key(read_whole, 1000)
    runs: int = key(read_whole, 1)
    refill_days: int = key(read_whole, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusTold(Event):
    """The provider's word arrives."""

    verb: ClassVar[str] = "status"
    word: str = key(read_text)
    of: str = key(read_name, speaks_of=("order",))
    remains: int | str | None = key(read_remains, None)
    reason: str | None = key(read_name, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundAsked(Event):
    """The customer asks for money back; ``amount`` may be ``all``."""

    verb: ClassVar[str] = "request"
    amount: str = key(read_text)
    id: str | None = key(read_name, None, gives="request")
    of: str | None = key(read_name, None, speaks_of=ASKED_ABOUT)
    channel: str = key(read_name, "portal")
    subject: str = key(read_text, "Refund Request")


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferConfirmed(Event):
    """The customer accepts the offered amount."""

    verb: ClassVar[str] = "confirm"
    request: str = key(read_name, speaks_of=("request",))


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(Event):
    """The customer takes the request back."""

    verb: ClassVar[str] = "withdraw"
    request: str = key(read_name, speaks_of=("request",))


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerReplied(Event):
    """The customer answers, and may add what was missing."""

    verb: ClassVar[str] = "reply"
    request: str = key(read_name, speaks_of=("request",))
    text: str = key(read_text, "")
    subject: str | None = key(read_text, None)
    amount: str | None = key(read_text, None)
    of: str | None = key(read_name, None, speaks_of=ASKED_ABOUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundApproved(Event):
    """Finance approves, ``amount`` less than asked; with the last approver it is sent at once."""

    verb: ClassVar[str] = "approve"
    request: str = key(read_name, speaks_of=("request",))
    by: tuple[str, ...] = key(read_people, FINANCE)
    text: str = key(read_text, "")
    amount: str | None = key(read_text, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDeclined(Event):
    """Finance declines."""

    verb: ClassVar[str] = "decline"
    request: str = key(read_name, speaks_of=("request",))
    by: tuple[str, ...] = key(read_people, FINANCE)
    text: str = key(read_text, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerAsked(Event):
    """Finance asks the customer."""

    verb: ClassVar[str] = "ask"
    request: str = key(read_name, speaks_of=("request",))
    by: tuple[str, ...] = key(read_people, FINANCE)
    text: str = key(read_text, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewaySaid(Event):
    """What the gateway says of a refund (``of`` a request, or ``r1/d1``), or to the next one it is sent."""

    verb: ClassVar[str] = "gateway"
    word: str = key(read_gateway_word)
    of: str | None = key(read_name, None, speaks_of=("request", "request/deposit"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeMoved(Event):
    """A dispute of a payment is opened, won or lost."""

    verb: ClassVar[str] = "dispute"
    state: str = key(one_of("opened", "won", "lost"))
    of: str = key(read_name, speaks_of=("deposit",))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTerminated(Event):
    """The account is terminated; ``cause`` is free text. (Clause 6.1)"""

    verb: ClassVar[str] = "terminate"
    cause: str = key(read_text)
    by: tuple[str, ...] = key(read_people, FINANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BalanceForfeited(Event):
    """The balance is forfeited; ``cause`` is free text. (Clause 6.2)"""

    verb: ClassVar[str] = "forfeit"
    cause: str = key(read_text)
    by: tuple[str, ...] = key(read_people, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAsked(Event):
    """The customer asks to cancel an order."""

    verb: ClassVar[str] = "cancel"
    order: str = key(read_name, speaks_of=("order",))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimePasses(Event):
    """The worker runs everything that is due at this moment."""

    verb: ClassVar[str] = "time"
    word: str = key(one_of("passes"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected(Event):
    """A look at how things stand; nothing happens."""

    verb: ClassVar[str] = "expect"
    what: Expectation = key(Expectation)


VERBS: tuple[type[Event], ...] = (
    DepositCredited,
    FeeKnown,
    BonusGranted,
    OrderPlaced,
    StatusTold,
    RefundAsked,
    OfferConfirmed,
    RequestWithdrawn,
    CustomerReplied,
    RefundApproved,
    RefundDeclined,
    CustomerAsked,
    GatewaySaid,
    DisputeMoved,
    AccountTerminated,
    BalanceForfeited,
    CancelAsked,
    TimePasses,
    Expected,
)
"""Where two keys of an event could be its verb, it is the one that stands first here."""
