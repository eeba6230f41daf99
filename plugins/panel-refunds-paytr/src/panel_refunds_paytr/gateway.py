"""The gateway: the core's questions, put to one PayTR shop of one tenant. Nothing is retried, kept or decided."""

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
from panel_refunds_paytr import refunds
from panel_refunds_paytr.account import Account
from panel_refunds_paytr.capabilities import capabilities_of
from panel_refunds_paytr.references import order_of
from panel_refunds_paytr.settings import Settings


class PayTRGateway:
    """A ``ports.Gateway``; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now = surroundings.now
        self._account = Account(settings, surroundings)

    def capabilities(self, method: str) -> Capabilities:
        """By the way in which the customer paid; asks nobody."""
        return capabilities_of(method, live=self._settings.live)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The paid order of that name (``merchant_oid``); LookupError when there is none."""
        return self._account.get_order(ref).payment

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Look at the order, then send, once; whatever could have run without our knowing is ``OutcomeUnknown``."""
        return refunds.create_refund(self._account, order, live=self._settings.live)

    def get_refund(self, ref: str) -> GatewayRefund:
        """The refund that we call so, read from its order; LookupError when the order does not show it."""
        made = self._account.get_order(order_of(ref)).refunds
        found = next((refund for refund in made if refund.ref == ref), None)
        if found is None:
            raise LookupError("The order shows no such refund.")
        return found

    def find_refunds(self, payment: str) -> RefundsFound:
        """Every refund of the order, made by us or by hand: one answer has them all."""
        as_of = self._now()
        return RefundsFound(self._account.get_order(payment).refunds, complete=True, as_of=as_of)

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:  # noqa: ARG002 - see below
        """No events: PayTR tells of payments only, and tells the panel."""
        return ()

    def list_changes(
        self,
        since: datetime,  # noqa: ARG002 - PayTR has no list of events
        cursor: str | None,  # noqa: ARG002 - as above
    ) -> tuple[Sequence[GatewayEvent], str | None]:
        """No events: PayTR has no list of them."""
        return (), None

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - PayTR does not tell
        """None: PayTR does not tell."""
        return None
