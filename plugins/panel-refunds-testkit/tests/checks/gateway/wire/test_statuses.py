"""The checks of statuses catch what they are there for."""

from dataclasses import replace

import pytest

from panel_refunds.ports import GatewayRefund, RefundStatus, Rejected, Rejection
from panel_refunds.ports.said import UnreadableError
from panel_refunds_testkit.checks.gateway.wire.statuses import StatusChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = StatusChecks()


def test_an_unknown_word_taken_for_a_success_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        return (
            outcome if isinstance(outcome, GatewayRefund) else GatewayRefund("r", RefundStatus.SUCCEEDED, order.amount)
        )

    with pytest.raises(BrokenContractError, match="nobody has heard of"):
        CHECKS.test_an_unheard_of_status_is_unknown(spoilt(create_refund=create_refund))


def test_an_unknown_word_read_as_a_failure_is_caught(spoilt):
    def get_refund(self, ref):
        try:
            return TinyGateway.get_refund(self, ref)
        except UnreadableError:
            return GatewayRefund(ref, RefundStatus.FAILED, self.get_payment("pay_000001").amount)

    with pytest.raises(BrokenContractError, match="told as 'failed'"):
        CHECKS.test_an_unheard_of_status_is_unknown(spoilt(get_refund=get_refund))


def test_a_failed_refund_told_as_a_refusal_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        if isinstance(outcome, GatewayRefund) and outcome.status is RefundStatus.FAILED:
            return Rejected(Rejection.NOT_REFUNDABLE)
        return outcome

    with pytest.raises(BrokenContractError, match="it exists"):
        CHECKS.test_every_status_is_read_as_what_it_is(spoilt(create_refund=create_refund))


def test_a_status_that_stays_as_it_was_is_caught(spoilt):
    def get_refund(self, ref):
        return replace(TinyGateway.get_refund(self, ref), status=RefundStatus.SUCCEEDED)

    stand = spoilt(get_refund=get_refund)
    with pytest.raises(BrokenContractError, match="failed late"):
        CHECKS.test_a_success_may_fail_later(stand)
    with pytest.raises(BrokenContractError, match="has ended"):
        CHECKS.test_a_pending_refund_ends(stand)
