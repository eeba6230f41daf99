"""It takes the vendor's word for *later* for a refusal, and the customer never gets what was approved."""

from __future__ import annotations

from panel_refunds.ports import Outcome, RefundOrder, Rejected, Rejection
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_the_vendors_word_for_later_is_not_executed"


class WrongGateway(TinyGateway):
    """Whatever has a code of the vendor's is a refusal."""

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        if b'"slow_down"' in answer.body:
            return Rejected(Rejection.INVALID_REQUEST, "Tinypay does not want it.")
        return super()._outcome(answer, order)


gateways = hook_of(WrongGateway)
