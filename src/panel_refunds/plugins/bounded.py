"""Gateways, order providers and notifiers as the core calls them: with a deadline, and with their secrets kept.

The core may not wait for an adapter for ever, and an adapter's exception may quote the key it was refused with. So
what a tenant gets are these wrappers. A call runs under a deadline, a longer one where it may speak to somebody
outside; one that is late raises ``TimedOutError``, and what became of it is unknown. Whatever an adapter raises comes
out as ``PluginCallError`` without secrets; LookupError, MisconfiguredError and WebhookRefusedError, which the contract
uses, stay what they are. Their texts name the object and its method, for whoever has to mend it. What it returns has to
be what the contract says (``promises``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from panel_refunds.money import Money
from panel_refunds.plugins.deadline import NotStartedError, Patience, TimedOutError
from panel_refunds.plugins.faults import told
from panel_refunds.plugins.promises import as_promised, orders_as_promised
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import (
    AdapterError,
    Asked,
    Capabilities,
    DisputeFacts,
    FindsAttempts,
    FraudWarning,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Message,
    MisconfiguredError,
    NotExecuted,
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
    UndeliverableError,
    WatchesPayments,
    WebhookRefusedError,
)

DEADLINE = timedelta(seconds=30)
READING = timedelta(seconds=10)
AnswerT = TypeVar("AnswerT")


class PluginCallError(AdapterError):
    """A plugin's object raised, or returned what makes no sense; the text names object and error, without secrets."""


def _nobody_counts(_thing: str, _call: str, _what: str, _about: object) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls one object of a tenant, called ``name`` in messages (``gateways.stripe_eu``); ``note`` counts failures."""

    name: str
    patience: Patience
    redact: Redactor
    deadline: timedelta = DEADLINE
    reading: timedelta = READING
    note: Callable[[str, str, str, object], None] = _nobody_counts

    def call(self, promised: Any, function: Callable[[], AnswerT]) -> AnswerT:
        """What ``function`` returns in time, if it is a ``promised``.

        ``TimedOutError``, ``LookupError`` or ``PluginCallError`` otherwise.
        """
        return self.checked(lambda answer: as_promised(promised, answer), function)

    def read(self, promised: Any, function: Callable[[], AnswerT]) -> AnswerT:
        """As ``call``, for what speaks to nobody and has to be back sooner."""
        return self.checked(lambda answer: as_promised(promised, answer), function, self.reading)

    def checked(
        self, check: Callable[[AnswerT], AnswerT], function: Callable[[], AnswerT], deadline: timedelta | None = None
    ) -> AnswerT:
        """What ``check`` makes of what ``function`` returns; errors come out as ``call`` says.

        The check too runs under the deadline: an answer may be a table of the plugin's own making, without an end.
        """
        seconds = (deadline or self.deadline).total_seconds()
        try:
            return self.patience.start(self.name, lambda: check(function())).wait(seconds)
        except LookupError as error:
            raise LookupError(self._told(function, error)) from None
        except MisconfiguredError as error:
            raise MisconfiguredError(self._told(function, error)) from None
        except WebhookRefusedError as error:
            raise WebhookRefusedError(error.reason, self._told(function, error)) from None
        except (UndeliverableError, NotNowError):
            raise  # what a notifier says of a message or of the moment is no failure of its own
        except (TimedOutError, AdapterError) as error:
            self._note(function, error)
            raise
        except Exception as error:  # noqa: BLE001 - whatever an adapter raises; its text may hold a secret
            self._note(function, error)
            raise PluginCallError(self._told(function, told(error))) from None

    def _told(self, function: Callable[[], Any], what: object) -> str:
        """What a person reads: which object, which of its methods, what it was; without secrets."""
        return self.redact(f"{self.name}, {_method_of(function)}: {what}")

    def _note(self, function: Callable[[], Any], error: Exception) -> None:
        about = (function.args, function.keywords) if isinstance(function, partial) else ()
        self.note(self.name, _method_of(function), told(error), about)


def _method_of(function: Callable[[], Any]) -> str:
    """The name of the adapter's method that is called."""
    asked = function.func if isinstance(function, partial) else function
    return getattr(asked, "__name__", "call")


@dataclass(frozen=True, slots=True)
class BoundedGateway:
    """A gateway under a deadline."""

    gateway: Gateway
    caller: Caller

    def capabilities(self, method: str) -> Capabilities:
        """As the gateway says."""
        return self.caller.read(Capabilities, partial(self.gateway.capabilities, method))

    def get_payment(self, ref: str) -> PaymentFacts:
        """As the gateway says, in time."""
        return self.caller.call(PaymentFacts, partial(self.gateway.get_payment, ref))

    def create_refund(self, order: RefundOrder) -> Outcome:
        """As the gateway says, in time; ``NotExecuted`` when so many calls hang that this one was not started."""
        try:
            return self.caller.call(Outcome, partial(self.gateway.create_refund, order))
        except NotStartedError as error:
            return NotExecuted(timedelta(minutes=5), str(error))

    def get_refund(self, ref: str) -> GatewayRefund:
        """As the gateway says, in time."""
        return self.caller.call(GatewayRefund, partial(self.gateway.get_refund, ref))

    def find_refunds(self, payment: str) -> RefundsFound:
        """As the gateway says, in time."""
        return self.caller.call(RefundsFound, partial(self.gateway.find_refunds, payment))

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """As the gateway reads it."""
        read = partial(self.gateway.parse_webhook, raw, headers)
        return self.caller.read(Sequence[GatewayEvent], read)

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        """As the gateway says, in time."""
        return self.caller.call(
            tuple[Sequence[GatewayEvent], str | None], partial(self.gateway.list_changes, since, cursor)
        )

    def available_float(self, currency: str) -> Money | None:
        """As the gateway says, in time."""
        return self.caller.call(Money | None, partial(self.gateway.available_float, currency))

    def get_dispute(self, ref: str) -> DisputeFacts:
        """As the gateway says, in time; LookupError also when it reports no disputes."""
        return self.caller.call(DisputeFacts, partial(self._watched().get_dispute, ref))

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:
        """As the gateway says, in time; LookupError when it has no early warnings."""
        return self.caller.call(Sequence[FraudWarning], partial(self._watched().find_warnings, payment))

    def find_attempt(self, order: RefundOrder) -> GatewayRefund | None:
        """As the gateway says, in time; LookupError, which proves nothing here, when it cannot be asked that."""
        return self.caller.call(GatewayRefund | None, partial(self._finding().find_attempt, order))

    def _finding(self) -> FindsAttempts:
        if isinstance(self.gateway, FindsAttempts):
            return self.gateway
        raise LookupError(f"{self.caller.name}: this gateway does not look refunds up by our names for them")

    def _watched(self) -> WatchesPayments:
        if isinstance(self.gateway, WatchesPayments):
            return self.gateway
        raise LookupError(f"{self.caller.name}: this gateway reports neither disputes nor early warnings")


@dataclass(frozen=True, slots=True)
class BoundedProvider:
    """An order provider under a deadline."""

    provider: OrderProvider
    caller: Caller

    def capabilities(self) -> ProviderCapabilities:
        """As the provider's adapter says."""
        return self.caller.read(ProviderCapabilities, self.provider.capabilities)

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """As the provider says, in time; an answer about one order that makes no sense is an error of that order."""
        return self.caller.checked(orders_as_promised, partial(self.provider.get_orders, refs))

    def request_cancel(self, ref: str) -> Asked:
        """As the provider says, in time."""
        return self.caller.call(Asked, partial(self.provider.request_cancel, ref))

    def request_refill(self, ref: str) -> Asked:
        """As the provider says, in time."""
        return self.caller.call(Asked, partial(self.provider.request_refill, ref))

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """As the provider says, in time."""
        return self.caller.call(OrderState | ProviderError, partial(self.provider.refill_status, ref))

    def balance(self) -> Money | ProviderError:
        """As the provider says, in time."""
        return self.caller.call(Money | ProviderError, self.provider.balance)

    def read_status(self, word: str) -> str:
        """As the adapter reads it."""
        return self.caller.read(str, partial(self.provider.read_status, word))

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """As the adapter reads it."""
        read = partial(self.provider.read_placement, raw, http_status)
        return self.caller.read(PlacementReading, read)

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """As the adapter reads it."""
        read = partial(self.provider.read_reply, raw, action=action, asked=asked, http_status=http_status)
        return self.caller.read(Any, read)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[OrderHint]:
        """As the adapter reads it, in time; LookupError when its provider tells nothing by itself."""
        return self.caller.call(Sequence[OrderHint], partial(self._pushing().parse_webhook, raw, headers))

    def _pushing(self) -> PushesOrders:
        if isinstance(self.provider, PushesOrders):
            return self.provider
        raise LookupError(f"{self.caller.name}: this order provider has no webhooks")


@dataclass(frozen=True, slots=True)
class BoundedNotifier:
    """A notifier under a deadline; one that is late may have delivered, and is called again with the same key."""

    notifier: Notifier
    caller: Caller

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Hand the message over, in time."""
        self.caller.checked(_nothing, partial(self.notifier.deliver, message, idempotency_key))


def _nothing(_answer: object) -> None:
    """A notifier that comes back has delivered; what it returns is nobody's, and to fail is to raise."""
