"""It says that nothing ran when the connection broke, although the request had left."""

from __future__ import annotations

from panel_refunds.ports import NotExecuted, Outcome, RefundOrder
from panel_refunds.ports.asking import NoAnswerError
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_lost_answer_is_unknown"


class WrongGateway(TinyGateway):
    """No answer, no refund."""

    def create_refund(self, order: RefundOrder) -> Outcome:
        """Send it."""
        try:
            return self._outcome(self._post(order, order.payment), order)
        except NoAnswerError as error:
            return NotExecuted(text=str(error))


gateways = hook_of(WrongGateway)
