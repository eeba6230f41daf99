"""The gateway: the core's questions, put to one Razorpay account of one tenant. Nothing is retried, kept or decided."""

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
from panel_refunds_razorpay import disputes, refunds, webhooks
from panel_refunds_razorpay.account import Account
from panel_refunds_razorpay.capabilities import capabilities_of
from panel_refunds_razorpay.reading import read_payment
from panel_refunds_razorpay.settings import Settings


class RazorpayGateway:
    """A ``ports.Gateway`` that also ``WatchesPayments``; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now = surroundings.now
        self._account = Account(settings, surroundings)

    def capabilities(self, method: str) -> Capabilities:
        """By the way in which the customer paid; asks nobody."""
        return capabilities_of(method, live=self._settings.live)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The payment ``pay_…`` and how its disputes stand, in two questions; LookupError when there is none."""
        said = self._account.get(f"/v1/payments/{in_path(ref)}").said("payment").named(ref)
        dispute = disputes.find_dispute_state(self._account, said.text("id"), said.find_moment("created_at"))
        return read_payment(said, dispute=dispute, live=self._settings.live)

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, once; whatever could have run without our knowing is ``OutcomeUnknown``."""
        return refunds.create_refund(self._account, order)

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund ``rfnd_…``; LookupError when there is none."""
        return refunds.get_refund(self._account, ref)

    def find_refunds(self, payment: str) -> RefundsFound:
        """Every refund of the payment, made by us or by hand."""
        return refunds.find_refunds(self._account, payment, self._now)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:
        """What a delivery points at."""
        return webhooks.parse_webhook(raw, headers, self._settings.webhook_secrets)

    def list_changes(
        self,
        since: datetime,  # noqa: ARG002 - Razorpay has no list of events
        cursor: str | None,  # noqa: ARG002 - as above
    ) -> tuple[Sequence[GatewayEvent], str | None]:
        """No events: Razorpay has no list of them."""
        return (), None

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - Razorpay does not tell
        """None: Razorpay does not tell."""
        return None

    def get_dispute(self, ref: str) -> DisputeFacts:
        """The dispute ``disp_…``; LookupError when there is none."""
        return disputes.get_dispute(self._account, ref)

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:  # noqa: ARG002 - Razorpay has none
        """None at all: Razorpay sends no early warnings."""
        return ()
