"""It takes a status that nobody has heard of for a success."""

from __future__ import annotations

from panel_refunds.ports import GatewayRefund, Outcome, RefundOrder, RefundStatus
from panel_refunds.ports.asking import Answer
from panel_refunds.ports.said import UnreadableError
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_an_unheard_of_status_is_unknown"


class WrongGateway(TinyGateway):
    """It has an id, so it was made."""

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        try:
            return super()._outcome(answer, order)
        except UnreadableError:
            ref = answer.said("refund").text("id")
            return GatewayRefund(ref, RefundStatus.SUCCEEDED, order.amount, order.attempt_id)


gateways = hook_of(WrongGateway)
