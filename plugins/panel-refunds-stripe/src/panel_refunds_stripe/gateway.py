"""The gateway: the core's questions, put to one Stripe account of one tenant.

The library is imported and the client made when the first question is asked, because most commands ask none. Nothing is
retried, kept or decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING

from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    DisputeFacts,
    FraudWarning,
    GatewayEvent,
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    Outcome,
    OutcomeUnknown,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    Rejected,
    Surroundings,
)
from panel_refunds_stripe.capabilities import capabilities_of
from panel_refunds_stripe.settings import Settings
from panel_refunds_stripe.webhooks import parse_webhook

if TYPE_CHECKING:
    import stripe


class StripeGateway:
    """A ``ports.Gateway`` that also ``WatchesPayments``; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._surroundings = surroundings
        self._client: stripe.StripeClient | None = None
        self._making = Lock()

    def __repr__(self) -> str:
        return f"<stripe {self._surroundings.name!r} of {self._surroundings.tenant!r}, {self._settings.mode} mode>"

    def capabilities(self, method: str) -> Capabilities:
        """By the way in which the customer paid: ``card``, ``sepa_debit``, …"""
        return capabilities_of(method, live=self._settings.live)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The charge that ``ref`` (``pi_…`` or ``ch_…``) names or led to; LookupError when there is none."""
        from panel_refunds_stripe.payments import get_payment

        return get_payment(self._connected(), ref, live=self._settings.live)

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, once; whatever could have run without our knowing is ``OutcomeUnknown``."""
        from panel_refunds_stripe.refunds import create_refund

        outcome = create_refund(self._connected, order)
        if isinstance(outcome, NotExecuted | Rejected | OutcomeUnknown | Misconfigured):
            self._surroundings.log.info(
                "stripe_did_not_refund",
                attempt=order.attempt_id,
                outcome=type(outcome).__name__,
                text=outcome.text,
            )
        return outcome

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund ``re_…``; LookupError when there is none."""
        from panel_refunds_stripe.refunds import get_refund

        return get_refund(self._connected(), ref)

    def find_refunds(self, payment: str) -> RefundsFound:
        """Every refund of the payment, made by us or by hand."""
        from panel_refunds_stripe.refunds import find_refunds

        return find_refunds(self._connected(), payment, self._surroundings.now)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What a delivery points at; ``WebhookRefusedError`` when it is not from Stripe, now, for this account."""
        return parse_webhook(raw, headers, self._settings, self._surroundings.now())

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        """A page of the account's events of the last 30 days, newest first, and the cursor of the next one."""
        from panel_refunds_stripe.changes import list_changes

        return list_changes(self._connected(), since, cursor, live=self._settings.live)

    def available_float(self, currency: str) -> Money | None:
        """The available balance in that currency; None when the account holds none."""
        from panel_refunds_stripe.balance import available_float

        return available_float(self._connected(), currency, live=self._settings.live)

    def get_dispute(self, ref: str) -> DisputeFacts:
        """The dispute or inquiry ``du_…``; LookupError when there is none."""
        from panel_refunds_stripe.disputes import get_dispute

        return get_dispute(self._connected(), ref, live=self._settings.live)

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:
        """The early fraud warnings about the payment."""
        from panel_refunds_stripe.disputes import find_warnings

        return find_warnings(self._connected(), payment, live=self._settings.live)

    def _connected(self) -> stripe.StripeClient:
        from panel_refunds_stripe.client import make_client

        with self._making:
            if self._client is None:
                self._client = make_client(self._settings)
            return self._client
