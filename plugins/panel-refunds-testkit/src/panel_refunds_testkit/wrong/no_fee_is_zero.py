"""It reads a fee that the vendor does not know yet as no fee at all."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.money import Money
from panel_refunds.ports import PaymentFacts
from panel_refunds_testkit.tinypay.gateway import TinyGateway
from panel_refunds_testkit.wrong.plugin import hook_of

FAILS = "test_a_fee_comes_late_and_exactly"


class WrongGateway(TinyGateway):
    """Null is nothing, and nothing is zero."""

    def get_payment(self, ref: str) -> PaymentFacts:
        """The payment, with some fee."""
        facts = super().get_payment(ref)
        return replace(facts, fee=facts.fee or Money(0, facts.amount.currency))


gateways = hook_of(WrongGateway)
