"""The check of answers about another refund catches what it is there for."""

from dataclasses import replace

import pytest

from panel_refunds.ports import GatewayRefund, OutcomeUnknown, RefundStatus
from panel_refunds_testkit.checks.gateway.exactly_once.mistaken import KNOWN, MistakenChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway


def test_an_answer_that_nobody_compares_is_caught(spoilt):
    def outcome(self, answer, order):
        said = answer.said("refund")
        return GatewayRefund(said.text("id"), RefundStatus.SUCCEEDED, order.amount, order.attempt_id)

    with pytest.raises(BrokenContractError, match="The answer is about 70"):
        MistakenChecks().test_another_refund_in_the_answer_is_unknown(spoilt(_outcome=outcome))


def test_each_single_value_that_nobody_compares_is_caught(spoilt):
    def compared(self, answer, order):
        """Tell apart whole answers only."""
        outcome = TinyGateway._outcome(self, answer, order)
        said = answer.said("refund")
        mine = order.attempt_id in (said.find_text("attempt") or "") or said.text("payment") == order.payment
        if isinstance(outcome, OutcomeUnknown) and mine:
            return GatewayRefund(said.text("id"), RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
        return outcome

    with pytest.raises(BrokenContractError, match="The amount in the answer is another refund's"):
        MistakenChecks().test_another_refund_in_the_answer_is_unknown(spoilt(_outcome=compared))


def test_values_are_recognised_in_any_vendors_words(stand):
    order = replace(stand.order("pay_1", stand.amount()), amount=stand.amount())

    assert all(KNOWN["amount"](value, order) for value in ("40", "40.00", 4000, "4000"))
    assert not any(KNOWN["amount"](value, order) for value in (True, None, "forty", 41, []))
    assert KNOWN["currency"]("usd", order)
    assert KNOWN["payment"]("pay_1", order)
    assert KNOWN["attempt"](f"attempt:{order.attempt_id}", order)
