"""It writes amounts as floats with two digits, whatever the currency has."""

from __future__ import annotations

from panel_refunds.ports import RefundOrder
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_every_currency_goes_back_to_the_last_digit"


class WrongGateway(TinyGateway):
    """Money has two digits."""

    def _post(self, order: RefundOrder, payment: str) -> Answer:
        amount, currency = str(order.amount).split()
        asked = {
            "payment": payment,
            "amount": f"{float(amount):.2f}",
            "currency": currency,
            "attempt": order.attempt_id,
        }
        return self._ask(asked, {"idempotency-key": order.key})


gateways = hook_of(WrongGateway)
