"""After something went wrong: what may be said, and how it ends."""

import pytest

from panel_refunds.ports import GatewayRefund, NotExecuted, OutcomeUnknown, RefundStatus, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import (
    Tried,
    an_order,
    find_out,
    made_for,
    must_admit,
    must_not_exceed,
    nothing,
    try_order,
)
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

REFUSED = Rejected(Rejection.NOT_REFUNDABLE)


def test_an_order_leaves_room_for_a_second_refund_where_parts_can_be_paid(stand, able):
    assert an_order(stand).amount == stand.amount(1000)
    assert an_order(able(partial=False)).amount == stand.amount()
    assert nothing(stand).units == 0


def test_what_did_not_run_may_be_unknown_or_not_executed(stand):
    order = an_order(stand)
    for outcome in (None, OutcomeUnknown(), NotExecuted()):
        must_admit(stand, Tried(order, outcome), "lost")
    for outcome in (REFUSED, GatewayRefund("r", RefundStatus.SUCCEEDED, order.amount)):
        with pytest.raises(BrokenContractError):
            must_admit(stand, Tried(order, outcome), "lost")


def test_what_ran_is_unknown_or_the_refund_itself(stand):
    order = an_order(stand)
    tried = try_order(stand.gateway, order)
    for outcome in (None, OutcomeUnknown(), tried.outcome):
        must_admit(stand, Tried(order, outcome), "lost")
    for outcome in (REFUSED, NotExecuted(), GatewayRefund("other", RefundStatus.SUCCEEDED, order.amount)):
        with pytest.raises(BrokenContractError):
            must_admit(stand, Tried(order, outcome), "lost")


def test_an_exception_means_that_nobody_knows(spoilt):
    def create_refund(self, order):
        raise ConnectionError(order.key)

    stand = spoilt(create_refund=create_refund)

    assert try_order(stand.gateway, an_order(stand)).outcome is None


def test_the_way_on_sends_what_is_not_there_and_finds_what_is(stand):
    lost, made = an_order(stand), an_order(stand)
    try_order(stand.gateway, made)
    for order in (lost, made):
        find_out(stand, order)
        assert len(made_for(stand, order)) == 1


def test_a_look_up_that_misses_the_attempt_is_caught(spoilt):
    def find_refunds(self, payment):
        found = TinyGateway.find_refunds(self, payment)
        return type(found)((), complete=True, as_of=found.as_of)

    stand = spoilt(find_refunds=find_refunds)
    order = an_order(stand)
    try_order(stand.gateway, order)
    with pytest.raises(BrokenContractError, match="does not show the attempt"):
        find_out(stand, order)


def test_where_nothing_is_recognised_only_too_much_is_wrong(able):
    stand = able(dedupe="none", dedupe_lifetime=None, lookup="by_payment")
    order = an_order(stand)
    find_out(stand, order)
    assert not made_for(stand, order)
    stand.peer.refund_outside(order.payment, stand.amount(2000))
    with pytest.raises(BrokenContractError, match="More than the order"):
        must_not_exceed(stand, order)
