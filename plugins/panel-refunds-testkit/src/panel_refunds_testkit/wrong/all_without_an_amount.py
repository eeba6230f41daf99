"""It leaves out the amount of a whole refund, and the vendor gives back whatever is left."""

from __future__ import annotations

from panel_refunds.ports import RefundOrder
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_more_than_is_left_is_refused"


class WrongGateway(TinyGateway):
    """No amount means all."""

    def _post(self, order: RefundOrder, payment: str) -> Answer:
        if order.amount != self.get_payment(payment).amount:
            return super()._post(order, payment)
        asked = {"payment": payment, "attempt": order.attempt_id}
        return self._ask(asked, {"idempotency-key": order.key})


gateways = hook_of(WrongGateway)
