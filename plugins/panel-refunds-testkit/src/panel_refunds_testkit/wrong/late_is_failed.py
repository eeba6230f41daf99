"""It takes an answer that did not come in time for a refund that failed."""

from __future__ import annotations

from panel_refunds.ports import Outcome, OutcomeUnknown, RefundOrder, Rejected, Rejection
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_slower_than_the_deadline_is_unknown"


class WrongGateway(TinyGateway):
    """Too late is no."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it."""
        outcome = super().create_refund(order)
        if isinstance(outcome, OutcomeUnknown) and "Timeout" in outcome.text:
            return Rejected(Rejection.NOT_REFUNDABLE, "Tinypay did not answer.")
        return outcome


gateways = hook_of(WrongGateway)
