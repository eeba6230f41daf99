"""It takes the vendor's word for a key that came with another request for a refusal of this one."""

from __future__ import annotations

from http import HTTPStatus

from panel_refunds.ports import Outcome, RefundOrder, Rejected, Rejection
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_key_that_came_with_another_order_is_no_refusal"


class WrongGateway(TinyGateway):
    """A conflict is a no."""

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        if answer.status == HTTPStatus.CONFLICT:
            return Rejected(Rejection.INVALID_REQUEST, "Tinypay knows this key from another request.")
        return super()._outcome(answer, order)


gateways = hook_of(WrongGateway)
