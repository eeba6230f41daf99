"""Gateways, order providers and notifiers as the core calls them: with a deadline, and with their secrets kept.

The core may not wait for an adapter for ever, and an adapter's exception may quote the key it was refused with. So
what a tenant gets are these wrappers. A call that may speak to somebody outside runs under the deadline; one that is
late raises ``TimedOutError``, and what became of it is unknown. Whatever an adapter raises comes out as
``PluginCallError`` without secrets; LookupError and MisconfiguredError, which the contract uses, stay what they are.
What only reads or says what the adapter can do is called directly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from panel_refunds.money import Money
from panel_refunds.plugins.deadline import NotStartedError, Patience, TimedOutError
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import (
    Asked,
    Capabilities,
    DisputeFacts,
    FraudWarning,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Message,
    MisconfiguredError,
    NotExecuted,
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
    WatchesPayments,
)

DEADLINE = timedelta(seconds=30)
AnswerT = TypeVar("AnswerT")


class PluginCallError(Exception):
    """A plugin's object raised; the text names the object and the error, without secrets."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Calls one object of a tenant, called ``name`` in messages (``gateways.stripe_eu``)."""

    name: str
    patience: Patience
    redact: Redactor
    deadline: timedelta = DEADLINE

    def call(self, function: Callable[[], AnswerT]) -> AnswerT:
        """What ``function`` returns in time; otherwise one of the contract's errors, or ``PluginCallError``."""
        try:
            return self.patience.start(self.name, function).wait(self.deadline.total_seconds())
        except TimedOutError:
            raise
        except LookupError as error:
            raise LookupError(self.redact(f"{self.name}: {error}")) from None
        except MisconfiguredError as error:
            raise MisconfiguredError(self.redact(f"{self.name}: {error}")) from None
        except Exception as error:  # noqa: BLE001 - whatever an adapter raises; its text may hold a secret
            raise PluginCallError(self.redact(f"{self.name}: {type(error).__name__}: {error}")) from None


@dataclass(frozen=True, slots=True)
class BoundedGateway:
    """A gateway under a deadline."""

    gateway: Gateway
    caller: Caller

    def capabilities(self, method: str) -> Capabilities:
        """As the gateway says."""
        return self.gateway.capabilities(method)

    def get_payment(self, ref: str) -> PaymentFacts:
        """As the gateway says, in time."""
        return self.caller.call(partial(self.gateway.get_payment, ref))

    def create_refund(self, order: RefundOrder) -> Outcome:
        """As the gateway says, in time; ``NotExecuted`` when so many calls hang that this one was not started."""
        try:
            return self.caller.call(partial(self.gateway.create_refund, order))
        except NotStartedError as error:
            return NotExecuted(timedelta(minutes=5), str(error))

    def get_refund(self, ref: str) -> GatewayRefund:
        """As the gateway says, in time."""
        return self.caller.call(partial(self.gateway.get_refund, ref))

    def find_refunds(self, payment: str) -> RefundsFound:
        """As the gateway says, in time."""
        return self.caller.call(partial(self.gateway.find_refunds, payment))

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """As the gateway reads it."""
        return self.gateway.parse_webhook(raw, headers)

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        """As the gateway says, in time."""
        return self.caller.call(partial(self.gateway.list_changes, since, cursor))

    def available_float(self, currency: str) -> Money | None:
        """As the gateway says, in time."""
        return self.caller.call(partial(self.gateway.available_float, currency))

    def get_dispute(self, ref: str) -> DisputeFacts:
        """As the gateway says, in time; LookupError also when it reports no disputes."""
        return self.caller.call(partial(self._watched().get_dispute, ref))

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:
        """As the gateway says, in time; LookupError when it has no early warnings."""
        return self.caller.call(partial(self._watched().find_warnings, payment))

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
        return self.provider.capabilities()

    def get_orders(self, refs: Sequence[str]) -> OrdersReply:
        """As the provider says, in time."""
        return self.caller.call(partial(self.provider.get_orders, refs))

    def request_cancel(self, ref: str) -> Asked:
        """As the provider says, in time."""
        return self.caller.call(partial(self.provider.request_cancel, ref))

    def request_refill(self, ref: str) -> Asked:
        """As the provider says, in time."""
        return self.caller.call(partial(self.provider.request_refill, ref))

    def refill_status(self, ref: str) -> OrderState | ProviderError:
        """As the provider says, in time."""
        return self.caller.call(partial(self.provider.refill_status, ref))

    def balance(self) -> Money | ProviderError:
        """As the provider says, in time."""
        return self.caller.call(self.provider.balance)

    def read_status(self, word: str) -> str:
        """As the adapter reads it."""
        return self.provider.read_status(word)

    def read_placement(self, raw: bytes, http_status: int) -> PlacementReading:
        """As the adapter reads it."""
        return self.provider.read_placement(raw, http_status)

    def read_reply(self, raw: bytes, *, action: str, asked: Sequence[str], http_status: int) -> Mapping[str, Any]:
        """As the adapter reads it."""
        return self.provider.read_reply(raw, action=action, asked=asked, http_status=http_status)


@dataclass(frozen=True, slots=True)
class BoundedNotifier:
    """A notifier under a deadline; one that is late may have delivered, and is called again with the same key."""

    notifier: Notifier
    caller: Caller

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Hand the message over, in time."""
        self.caller.call(partial(self.notifier.deliver, message, idempotency_key))
