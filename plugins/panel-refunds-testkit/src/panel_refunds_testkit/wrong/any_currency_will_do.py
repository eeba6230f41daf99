"""It takes the digits of the answer and never looks at the currency beside them."""

from __future__ import annotations

import json
from dataclasses import replace

from panel_refunds.ports import Outcome, RefundOrder
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_another_refund_in_the_answer_is_unknown"


class WrongGateway(TinyGateway):
    """The currency is the order's, surely."""

    def _outcome(self, answer: Answer, order: RefundOrder) -> Outcome:
        said = answer.json()
        if isinstance(said, dict) and "currency" in said:
            told = {**said, "currency": order.amount.currency}
            answer = replace(answer, body=json.dumps(told).encode())
        return super()._outcome(answer, order)


gateways = hook_of(WrongGateway)
