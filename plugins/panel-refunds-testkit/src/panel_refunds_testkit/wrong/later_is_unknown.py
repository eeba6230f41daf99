"""It does not know the vendor's word for *later*, and has looked for what surely did not run."""

from __future__ import annotations

from panel_refunds.ports import NotExecuted, Outcome, OutcomeUnknown, RefundOrder
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_the_vendors_word_for_later_is_not_executed"


class WrongGateway(TinyGateway):
    """Better to look once too often."""

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        outcome = super()._outcome(answer, order)
        return OutcomeUnknown(outcome.text) if isinstance(outcome, NotExecuted) else outcome


gateways = hook_of(WrongGateway)
