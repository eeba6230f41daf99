"""Its key hangs on the process that sends, so another worker sends the order as a new one."""

from __future__ import annotations

import os
from dataclasses import replace

from panel_refunds.ports import Outcome, RefundOrder
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_killed_with_the_request_on_the_wire"


class WrongGateway(TinyGateway):
    """The key has the process in it."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it."""
        return super().create_refund(replace(order, key=f"{order.key}-{os.getpid()}"))


gateways = hook_of(WrongGateway)
