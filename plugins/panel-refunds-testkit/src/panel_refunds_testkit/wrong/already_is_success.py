"""It makes a success of the vendor's word that a payment was refunded already."""

from __future__ import annotations

from panel_refunds.ports import GatewayRefund, Outcome, RefundOrder, RefundStatus, Rejected, Rejection
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_refunded_already_is_never_a_success"


class WrongGateway(TinyGateway):
    """Refunded is refunded."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it."""
        outcome = super().create_refund(order)
        if isinstance(outcome, Rejected) and outcome.code is Rejection.ALREADY_REFUNDED:
            return GatewayRefund(order.key, RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
        return outcome


gateways = hook_of(WrongGateway)
