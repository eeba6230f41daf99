"""Its look-up loses the attempt's id, so after a crash nobody knows whose a refund is."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.ports import RefundsFound
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_an_attempt_is_found_again"


class WrongGateway(TinyGateway):
    """The list has amounts and states, and that was thought to be enough."""

    def find_refunds(self, payment: str) -> RefundsFound:
        """All of them, nobody's."""
        found = super().find_refunds(payment)
        return replace(found, refunds=tuple(replace(refund, attempt_id=None) for refund in found.refunds))


gateways = hook_of(WrongGateway)
