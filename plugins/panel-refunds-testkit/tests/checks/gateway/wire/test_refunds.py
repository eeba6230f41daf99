"""The checks of refunds catch what they are there for."""

import pytest

from panel_refunds.ports import GatewayRefund, RefundStatus, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.wire.refunds import RefundChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = RefundChecks()


def test_already_refunded_as_a_success_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        if isinstance(outcome, Rejected) and outcome.code is Rejection.ALREADY_REFUNDED:
            return GatewayRefund("ref_0", RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
        return outcome

    stand = spoilt(create_refund=create_refund)
    CHECKS.test_a_payment_is_refunded_whole(stand)
    with pytest.raises(BrokenContractError, match="refunded already"):
        CHECKS.test_refunded_already_is_never_a_success(stand)


def test_a_part_sent_as_the_whole_is_caught(spoilt):
    def create_refund(self, order):
        whole = self.get_payment(order.payment).amount
        outcome = TinyGateway.create_refund(
            self, type(order)(order.attempt_id, order.key, order.payment, "card", whole)
        )
        return GatewayRefund(outcome.ref, outcome.status, order.amount, order.attempt_id)

    stand = spoilt(create_refund=create_refund)
    CHECKS.test_a_payment_is_refunded_whole(stand)
    with pytest.raises(BrokenContractError, match="another amount was given back"):
        CHECKS.test_three_parts_and_the_exact_rest(stand)


def test_an_exception_instead_of_a_refusal_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        return outcome if isinstance(outcome, GatewayRefund) else Rejected(Rejection.INVALID_REQUEST)

    stand = spoilt(create_refund=create_refund)
    for check in (
        CHECKS.test_a_payment_that_nobody_has_is_refused,
        CHECKS.test_too_little_money_in_the_account,
        CHECKS.test_a_disputed_payment_is_refused,
    ):
        with pytest.raises(BrokenContractError, match="The code should be"):
            check(stand)
