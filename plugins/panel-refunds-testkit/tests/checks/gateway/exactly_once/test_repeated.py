"""The checks of repeated orders catch what they are there for."""

import threading
from dataclasses import replace

import pytest

from panel_refunds.ports import Rejected, Rejection
from panel_refunds_testkit.checks.gateway.exactly_once.repeated import TWENTY, RepeatedChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = RepeatedChecks()


def test_a_refusal_of_a_repeated_order_is_caught(spoilt):
    sent = set()

    def create_refund(self, order):
        if order.key in sent:
            return Rejected(Rejection.INVALID_REQUEST)
        sent.add(order.key)
        return TinyGateway.create_refund(self, order)

    with pytest.raises(BrokenContractError, match="repeated order"):
        CHECKS.test_the_same_order_twice_is_one_refund(spoilt(create_refund=create_refund))


def test_a_look_up_that_forgets_old_attempts_is_caught(spoilt):
    def find_refunds(self, payment):
        found = TinyGateway.find_refunds(self, payment)
        fresh = [refund for refund in found.refunds if (found.as_of - refund.made_at).days < 1]
        return replace(found, refunds=tuple(fresh))

    with pytest.raises(BrokenContractError, match="our attempt is there"):
        CHECKS.test_after_its_key_expired_a_refund_is_still_found(spoilt(find_refunds=find_refunds))


def test_a_refusal_told_to_one_of_twenty_is_caught(spoilt):
    once = threading.Lock()

    def create_refund(self, order):
        if once.acquire(blocking=False):
            return Rejected(Rejection.NOT_REFUNDABLE)
        return TinyGateway.create_refund(self, order)

    with pytest.raises(BrokenContractError, match="one of the twenty"):
        CHECKS.test_twenty_at_once_with_one_key_are_one_refund(spoilt(create_refund=create_refund))


def test_an_answer_to_another_order_is_caught(spoilt):
    arrived = threading.Barrier(TWENTY)

    def create_refund(self, order):
        self.order = order
        arrived.wait()
        return TinyGateway.create_refund(self, self.order)

    with pytest.raises(BrokenContractError, match="the same refund"):
        CHECKS.test_twenty_different_orders_never_exceed_the_payment(spoilt(create_refund=create_refund))
