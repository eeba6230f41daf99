"""The manual gateway: a person sends the money and records the reference.

For everything that has no refund by API: bank transfers, vouchers, processors whose refunds are made in their own
dashboard. The core never sends through it. A refund becomes an operator's task on the same journal; the operator
pays it back, writes down the reference, and the books follow.

The gateway keeps no payments. What is known of one (its amount, its fee) is what the panel told when it credited
the deposit, so ``get_payment`` and ``get_refund`` raise LookupError and are not called for a ``manual`` refund mode.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import Money
from panel_refunds.ports import (
    Capabilities,
    Factory,
    Gateway,
    GatewayEvent,
    GatewayRefund,
    Outcome,
    PaymentFacts,
    RefundOrder,
    RefundsFound,
    Rejected,
    Rejection,
    Setting,
    Surroundings,
)


@dataclass(frozen=True, slots=True)
class ManualGateway:
    """A gateway whose every refund is an operator's task; ``original`` says where the operator sends it."""

    original: bool
    now: Callable[[], datetime]

    def capabilities(self, method: str) -> Capabilities:  # noqa: ARG002 - the same for every method
        """Never automatic: a person recognises what was sent already, so there is no key and no look-up."""
        return Capabilities(
            refund="manual",
            destination="original_guaranteed" if self.original else "caller_supplied",
            dedupe="none",
            dedupe_lifetime=None,
            lookup="none",
            longest_processing=timedelta(0),
            late_failure=False,
            fee="told",
            fee_lag=timedelta(0),
        )

    def get_payment(self, ref: str) -> PaymentFacts:
        """LookupError: only the panel knows the payment."""
        raise LookupError(f"the manual gateway keeps no payments; {ref!r} is known to the panel only")

    def create_refund(self, order: RefundOrder) -> Outcome:  # noqa: ARG002 - whatever is asked, nothing is sent
        """Rejected: nothing was sent, and nothing can be without a person."""
        return Rejected(Rejection.NOT_REFUNDABLE, "An operator pays refunds of this gateway by hand.")

    def get_refund(self, ref: str) -> GatewayRefund:
        """LookupError: the reference an operator recorded is all there is."""
        raise LookupError(f"the manual gateway keeps no refunds; {ref!r} is a reference an operator recorded")

    def find_refunds(self, payment: str) -> RefundsFound:  # noqa: ARG002 - it knows of none
        """Nothing, and not complete: it proves no absence."""
        return RefundsFound((), complete=False, as_of=self.now())

    def parse_webhook(self, raw: bytes, headers: Mapping[str, str]) -> Sequence[GatewayEvent]:  # noqa: ARG002 - nobody calls
        """No events: it has no webhooks."""
        return ()

    def list_changes(
        self,
        since: datetime,  # noqa: ARG002 - nothing ever changes by itself
        cursor: str | None,  # noqa: ARG002 - as above
    ) -> tuple[Sequence[GatewayEvent], str | None]:
        """No events: it has no change feed."""
        return (), None

    def available_float(self, currency: str) -> Money | None:  # noqa: ARG002 - only the operator knows
        """None: the operator looks into the till."""
        return None


def build(settings: Mapping[str, Any], around: Surroundings) -> ManualGateway:
    """One manual gateway of one tenant."""
    return ManualGateway(original=settings["destination"] == "original", now=around.now)


@hookimpl
def gateways() -> Sequence[Factory[Gateway]]:
    """The gateway ``manual``."""
    destination = Setting(
        default="original",
        choices=("original", "told_by_customer"),
        help="Where the operator sends the money: back to the payment it came from, or where the customer says.",
    )
    settings = MappingProxyType({"destination": destination})
    return [Factory("manual", build, settings, title="An operator sends the money and records the reference")]
