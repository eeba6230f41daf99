"""It counts yen in hundredths, as if every currency had cents."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.money import Money
from panel_refunds.ports import RefundOrder
from panel_refunds.ports.asking import Answer
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_every_currency_goes_back_to_the_last_digit"


class WrongGateway(TinyGateway):
    """Everything has cents."""

    def _post(self, order: RefundOrder, payment: str) -> Answer:
        if order.amount.currency == "JPY":
            order = replace(order, amount=Money(order.amount.units * 100, "JPY"))
        return super()._post(order, payment)


gateways = hook_of(WrongGateway)
