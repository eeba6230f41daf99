"""It sends once more when the vendor's server has an error, before anybody could look."""

from __future__ import annotations

from panel_refunds.ports import RefundOrder
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_one_call_is_one_request"


BROKEN = 500


class WrongGateway(TinyGateway):
    """Perhaps the second time."""

    def _post(self, order: RefundOrder, payment: str) -> Answer:
        answer = super()._post(order, payment)
        return super()._post(order, payment) if answer.status >= BROKEN else answer


gateways = hook_of(WrongGateway)
