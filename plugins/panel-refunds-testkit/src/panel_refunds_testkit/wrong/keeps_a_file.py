"""It remembers in a file what it sent, where another machine does not find it."""

from __future__ import annotations

import tempfile

from panel_refunds.ports import Outcome, RefundOrder
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_it_writes_no_file"


class WrongGateway(TinyGateway):
    """A small cache cannot hurt."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it, and remember."""
        with tempfile.TemporaryFile("w") as remembered:
            remembered.write(order.attempt_id)
        return super().create_refund(order)


gateways = hook_of(WrongGateway)
