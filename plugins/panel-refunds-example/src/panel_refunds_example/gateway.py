"""The gateway: the core's questions, put to one AcmePay account of one tenant.

Nothing is retried, kept or decided here; any number of threads may ask at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    DisputeFacts,
    FraudWarning,
    GatewayEvent,
    GatewayRefund,
    Outcome,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    Surroundings,
)
from panel_refunds.ports.asking import in_path
from panel_refunds.ports.said import Said
from panel_refunds_example import refunds, webhooks
from panel_refunds_example.account import Account
from panel_refunds_example.capabilities import capabilities_of
from panel_refunds_example.reading import read_dispute, read_payment
from panel_refunds_example.settings import Settings

# Yours: where everything that changed is listed, if anywhere.
EVENTS = "/v1/events"


class AcmePayGateway:
    """A ``ports.Gateway`` that also ``WatchesPayments``."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now = surroundings.now
        self._account = Account(settings, surroundings)

    def capabilities(self, method: str) -> Capabilities:
        """By the way in which the customer paid; asks nobody."""
        return capabilities_of(method, live=self._settings.live)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The payment as AcmePay has it now; LookupError when there is none."""
        return read_payment(self._payment(ref), live=self._settings.live)

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, once; whatever could have run without our knowing is ``OutcomeUnknown``."""
        return refunds.create_refund(self._account, order)

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund; LookupError when there is none."""
        return refunds.get_refund(self._account, ref)

    def find_refunds(self, payment: str) -> RefundsFound:
        """Every refund of the payment, made by us or by hand."""
        return refunds.find_refunds(self._account, payment, self._now)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What a delivery points at."""
        return webhooks.parse_webhook(raw, headers, self._settings.webhook_secrets, self._now())

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        """A page of what changed since then, and the cursor of the next page."""
        page = self._account.get(EVENTS, since=since.isoformat(), after=cursor or "").said("page")
        events = [event for each in page.objects("events") if (event := webhooks.find_event(each)) is not None]
        return events, page.find_text("next")

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - AcmePay does not tell
        """None: AcmePay does not tell."""
        return None

    def get_dispute(self, ref: str) -> DisputeFacts:
        """The dispute of the payment ``ref``; LookupError when there is no such payment."""
        return read_dispute(self._payment(ref))

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:  # noqa: ARG002 - AcmePay has none
        """None at all: AcmePay sends no early warnings."""
        return ()

    def _payment(self, ref: str) -> Said:
        return self._account.get(f"/v1/payments/{in_path(ref)}").said("payment").named(ref)
