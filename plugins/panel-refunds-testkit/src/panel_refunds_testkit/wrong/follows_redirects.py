"""It follows a redirect, and key and refund go to whoever wrote it."""

from __future__ import annotations

from panel_refunds.ports import RefundOrder
from panel_refunds.ports.asking import Answer, ask
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_redirect_is_not_followed"


class WrongGateway(TinyGateway):
    """The client is told to follow."""

    def _post(self, order: RefundOrder, payment: str) -> Answer:
        amount, currency = str(order.amount).split()
        asked = {"payment": payment, "amount": amount, "currency": currency, "attempt": order.attempt_id}
        key = {"idempotency-key": order.key}
        return ask(self._client, "POST", "/refunds", json=asked, headers=key, follow_redirects=True)


gateways = hook_of(WrongGateway)
