"""It makes a new idempotency key for each call, so the vendor never knows a repeated order."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from panel_refunds.ports import Outcome, RefundOrder
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_the_same_order_twice_is_one_refund"


class WrongGateway(TinyGateway):
    """The key is made here."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it."""
        return super().create_refund(replace(order, key=uuid4().hex))


gateways = hook_of(WrongGateway)
