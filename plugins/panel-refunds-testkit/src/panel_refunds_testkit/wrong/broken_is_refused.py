"""It takes a 5xx for the vendor's refusal."""

from __future__ import annotations

from panel_refunds.ports import Outcome, RefundOrder, Rejected, Rejection
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_an_error_of_the_server_after_it_ran_is_unknown"


BROKEN = 500


class WrongGateway(TinyGateway):
    """Whatever is no success is a refusal."""

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        if answer.status >= BROKEN:
            return Rejected(Rejection.NOT_REFUNDABLE, "Tinypay did not do it.")
        return super()._outcome(answer, order)


gateways = hook_of(WrongGateway)
