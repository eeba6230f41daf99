"""It puts a refused key off until later, and nobody is told that the key is wrong."""

from __future__ import annotations

from panel_refunds.ports import Misconfigured, NotExecuted, Outcome, RefundOrder
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_wrong_key_stops_sending"


class WrongGateway(TinyGateway):
    """Perhaps the key is right tomorrow."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it."""
        outcome = super().create_refund(order)
        return NotExecuted(text=outcome.text) if isinstance(outcome, Misconfigured) else outcome


gateways = hook_of(WrongGateway)
