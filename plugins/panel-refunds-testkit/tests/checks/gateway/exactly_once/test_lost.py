"""The checks behind a faulty wire catch what they are there for."""

import pytest

from panel_refunds.ports import GatewayRefund, OutcomeUnknown, RefundStatus, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.exactly_once.lost import LostChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = LostChecks()


def test_a_refusal_made_of_silence_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        return outcome if isinstance(outcome, GatewayRefund) else Rejected(Rejection.NOT_REFUNDABLE)

    stand = spoilt(create_refund=create_refund)
    for check in (
        CHECKS.test_a_lost_request_is_not_a_refusal,
        CHECKS.test_where_nobody_listens_nothing_ran,
        CHECKS.test_half_an_answer_is_unknown,
        CHECKS.test_an_error_of_the_server_before_it_ran_may_be_sent_again,
    ):
        with pytest.raises(BrokenContractError, match="OutcomeUnknown"):
            check(stand)


def test_a_success_made_of_nonsense_is_caught(spoilt):
    def create_refund(self, order):
        outcome = TinyGateway.create_refund(self, order)
        if isinstance(outcome, OutcomeUnknown):
            return GatewayRefund(order.key, RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
        return outcome

    with pytest.raises(BrokenContractError, match="another refund"):
        CHECKS.test_nonsense_instead_of_an_answer_is_unknown(spoilt(create_refund=create_refund))


def test_a_key_that_the_vendor_does_not_see_is_caught(spoilt):
    def key_in_the_wrong_place(self, order, payment):
        amount, currency = str(order.amount).split()
        asked = {"payment": payment, "amount": amount, "currency": currency, "attempt": order.attempt_id}
        return TinyGateway._ask(self, asked, {"x-key": order.key})

    with pytest.raises(BrokenContractError, match="2 refunds"):
        CHECKS.test_a_request_that_arrives_twice_is_one_refund(spoilt(_post=key_in_the_wrong_place))
