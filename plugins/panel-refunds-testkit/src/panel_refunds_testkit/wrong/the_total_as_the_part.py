"""It books what was refunded of the payment altogether as the amount of this refund."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.ports import GatewayRefund, Outcome, RefundOrder
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_three_parts_and_the_exact_rest"


class WrongGateway(TinyGateway):
    """The payment knows how much went back."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, and read the payment's figure."""
        outcome = super().create_refund(order)
        if isinstance(outcome, GatewayRefund):
            return replace(outcome, amount=self.get_payment(order.payment).refunded or outcome.amount)
        return outcome


gateways = hook_of(WrongGateway)
