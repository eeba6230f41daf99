"""The gateway: the core's questions, put to one merchant of one tenant. Nothing is sent, retried, kept or decided."""

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
from panel_refunds_cryptomus import refunds, webhooks
from panel_refunds_cryptomus.account import Account
from panel_refunds_cryptomus.capabilities import capabilities_of
from panel_refunds_cryptomus.reading import read_payment
from panel_refunds_cryptomus.settings import Settings


class CryptomusGateway:
    """A ``ports.Gateway``; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now = surroundings.now
        self._account = Account(settings, surroundings)
        self._whole = settings.vendor == "cryptomus"

    def capabilities(self, method: str) -> Capabilities:  # noqa: ARG002 - the same for every coin
        """Never automatic; asks nobody."""
        return capabilities_of(live=self._settings.live)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The invoice of this UUID; LookupError when there is none."""
        return read_payment(self._account.get_invoice(ref), live=self._settings.live)

    def create_refund(self, order: RefundOrder) -> Outcome:  # noqa: ARG002 - whatever is asked, nothing is sent
        """Rejected, before anything is asked of anybody."""
        return refunds.create_refund()

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund of the invoice of this UUID; LookupError when none was begun."""
        return refunds.get_refund(self._account, ref, whole=self._whole)

    def find_refunds(self, payment: str) -> RefundsFound:
        """The one refund of the invoice, made in the vendor's pages or by anything else with its key."""
        return refunds.find_refunds(self._account, payment, self._now, whole=self._whole)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:  # noqa: ARG002 - signed inside
        """What a delivery points at."""
        return webhooks.parse_webhook(raw, self._settings.key)

    def list_changes(
        self,
        since: datetime,  # noqa: ARG002 - there is no list of events
        cursor: str | None,  # noqa: ARG002 - as above
    ) -> tuple[Sequence[GatewayEvent], str | None]:
        """No events: there is no list of them."""
        return (), None

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - an operator pays, from wherever it is
        """None: an operator pays, and looks himself."""
        return None
