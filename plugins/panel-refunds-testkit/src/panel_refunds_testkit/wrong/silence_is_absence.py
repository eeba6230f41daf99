"""It calls a list complete that it could not read, so a refund that is there was never made."""

from __future__ import annotations

from panel_refunds.ports import RefundsFound
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_refund_is_never_made_of_nonsense"


class WrongGateway(TinyGateway):
    """What cannot be read is not there."""

    def find_refunds(self, payment: str) -> RefundsFound:
        """All of them, or none."""
        try:
            return super().find_refunds(payment)
        except NoAnswerError:
            return RefundsFound((), complete=True, as_of=self._around.now())


gateways = hook_of(WrongGateway)
