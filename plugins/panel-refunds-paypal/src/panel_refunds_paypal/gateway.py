"""The gateway: the core's questions, put to one PayPal account of one tenant. Nothing is retried or decided.

Two things are kept as a connection is: the token, and the certificates that webhooks are signed with.
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
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_paypal import changes, disputes, orders, refunds, webhooks
from panel_refunds_paypal.account import Account
from panel_refunds_paypal.capabilities import capabilities_of
from panel_refunds_paypal.reading import read_payment
from panel_refunds_paypal.roots import Roots
from panel_refunds_paypal.settings import Settings
from panel_refunds_paypal.signers import Signers


class PayPalGateway:
    """A ``ports.Gateway`` that also ``WatchesPayments``; any number of threads may use it at once."""

    def __init__(self, settings: Settings, surroundings: Surroundings) -> None:
        self._settings = settings
        self._now = surroundings.now
        self._account = Account(settings, surroundings)
        roots = Roots(settings.webhook_roots, surroundings.folder, live=settings.live)
        self._signers = Signers(settings, surroundings, roots)

    def capabilities(self, method: str) -> Capabilities:
        """By the way in which the customer paid; asks nobody."""
        return capabilities_of(method, live=self._settings.live)

    def get_payment(self, ref: str) -> PaymentFacts:
        """The capture, its order and its disputes; LookupError when there is none.

        ``NoAnswerError`` when PayPal does not show everything that went back: then nobody knows what is left.
        """
        found = orders.get_payment(self._account, ref)
        if found.order is None or not found.whole:
            raise NoAnswerError("PayPal does not show all refunds of this payment.")
        dispute = disputes.find_dispute_state(self._account, ref)
        live = self._settings.live
        return read_payment(found.capture, found.order, refunded=found.refunded, dispute=dispute, live=live)

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
        """What a delivery points at; a certificate that is not known yet is asked for."""
        ids, get_key = self._settings.webhook_ids, self._signers.get_key
        return webhooks.parse_webhook(raw, headers, ids, get_key=get_key, now=self._now())

    def list_changes(self, since: datetime, cursor: str | None) -> tuple[Sequence[GatewayEvent], str | None]:
        """One page of the events since then."""
        return changes.list_changes(self._account, since, self._now(), cursor)

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - this app need not be allowed to ask
        """None: the balance is shown only to apps that may read all transactions."""
        return None

    def get_dispute(self, ref: str) -> DisputeFacts:
        """The dispute ``PP-D-…``; LookupError when there is none."""
        return disputes.get_dispute(self._account, ref)

    def find_warnings(self, payment: str) -> Sequence[FraudWarning]:  # noqa: ARG002 - PayPal has none
        """None at all: PayPal sends no early warnings."""
        return ()
