"""The gateway: the core's questions, put to one PhonePe account of one tenant. Nothing is retried or decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    GatewayEvent,
    GatewayRefund,
    Outcome,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    Surroundings,
)
from panel_refunds.ports.asking import in_path
from panel_refunds_phonepe import refunds, webhooks
from panel_refunds_phonepe.account import Account
from panel_refunds_phonepe.capabilities import capabilities_of
from panel_refunds_phonepe.naming import is_name
from panel_refunds_phonepe.reading import read_order
from panel_refunds_phonepe.settings import Settings


class PhonePeGateway:
    """A ``ports.Gateway`` that also ``FindsAttempts``; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now = surroundings.now
        self._account = Account(settings, surroundings)

    def capabilities(self, method: str) -> Capabilities:
        """By the way in which the customer paid; asks nobody."""
        webhooks_told = bool(self._settings.webhook_password)
        return capabilities_of(method, live=self._settings.live, webhooks=webhooks_told)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The order of that name (``merchantOrderId``); LookupError when there is none."""
        if not is_name(ref):
            raise LookupError("No order of PhonePe's has such a name.")
        said = self._account.get(f"/checkout/v2/order/{in_path(ref)}/status", "order", details="true")
        return read_order(said, ref, live=self._settings.live)

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, once; whatever could have run without our knowing is ``OutcomeUnknown``."""
        return refunds.create_refund(self._account, order)

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund of that name (``merchantRefundId``); LookupError when there is none."""
        return refunds.get_refund(self._account, ref)

    def find_attempt(self, order: RefundOrder) -> GatewayRefund | None:
        """The order's own refund; None when PhonePe certainly has none."""
        return refunds.find_attempt(self._account, order)

    def find_refunds(self, payment: str) -> RefundsFound:  # noqa: ARG002 - PhonePe has no list of them
        """None, and never complete: PhonePe has no list of an order's refunds."""
        return RefundsFound((), complete=False, as_of=self._now())

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What a delivery points at."""
        settings = self._settings
        return webhooks.parse_webhook(raw, headers, settings.webhook_username, settings.webhook_password)

    def list_changes(
        self,
        since: datetime,  # noqa: ARG002 - PhonePe has no list of events
        cursor: str | None,  # noqa: ARG002 - as above
    ) -> tuple[Sequence[GatewayEvent], str | None]:
        """No events: PhonePe has no list of them."""
        return (), None

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - PhonePe does not tell
        """None: PhonePe does not tell."""
        return None
