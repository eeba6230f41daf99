"""Orders that must run, orders that must be refused, and what is true at the vendor."""

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, OutcomeUnknown, RefundStatus, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.sending import (
    given_back,
    must_be_refused,
    must_have_given_back,
    must_match,
    must_run,
    needs_parts,
    needs_reading,
    needs_sending,
    send,
    stranger_to,
)
from panel_refunds_testkit.demand import BrokenContractError

NOTHING = Money(0, "USD")


def test_what_the_vendor_has_given_back_is_counted_at_the_vendor(stand):
    payment = stand.pay()
    must_have_given_back(stand, payment, NOTHING)
    send(stand, payment, stand.amount(1000))
    assert given_back(stand, payment) == stand.amount(1000)
    with pytest.raises(BrokenContractError, match="another amount"):
        must_have_given_back(stand, payment, stand.amount())


def test_a_refund_has_to_be_the_one_that_was_ordered(stand, able):
    order = stand.order("pay_1", stand.amount())
    good = GatewayRefund("ref_1", RefundStatus.SUCCEEDED, order.amount, order.attempt_id)
    assert must_run(stand, order, good) is good
    for wrong in (
        OutcomeUnknown(),
        GatewayRefund("", RefundStatus.SUCCEEDED, order.amount),
        GatewayRefund("ref_1", RefundStatus.SUCCEEDED, stand.amount(1)),
        GatewayRefund("ref_1", RefundStatus.SUCCEEDED, order.amount, "att_other"),
        GatewayRefund("ref_1", RefundStatus.PENDING, order.amount),
    ):
        with pytest.raises(BrokenContractError):
            must_run(stand, order, wrong)
    slow = able(answers="async")
    assert must_run(slow, order, GatewayRefund("ref_1", RefundStatus.PENDING, order.amount))


def test_a_refusal_has_the_right_code():
    codes = {Rejection.DISPUTED}
    assert must_be_refused(Rejected(Rejection.DISPUTED), codes, "It is disputed.")
    for wrong in (Rejected(Rejection.OVER_REFUND), OutcomeUnknown()):
        with pytest.raises(BrokenContractError, match="disputed"):
            must_be_refused(wrong, codes, "It is disputed.")


def test_a_pattern_that_matches_nothing_is_told_with_what_came_by(stand):
    must_match(stand, ["POST /refunds"])
    for seen, told in (
        (["GET /payments/1", "POST /v2/refunds"], "came by: GET /payments/1, POST /v2/refunds"),
        ([], "No request came by"),
    ):
        with pytest.raises(BrokenContractError, match=told):
            must_match(stand, seen)


def test_what_a_gateway_cannot_do_is_skipped(able):
    for need, cannot in (
        (needs_sending, {"destination": "caller_supplied"}),
        (needs_reading, {"refund": "manual"}),
        (needs_parts, {"partial": False}),
        (needs_parts, {"max_refunds": 1}),
    ):
        with pytest.raises(pytest.skip.Exception, match="capability: "):
            need(able(**cannot))


@pytest.mark.parametrize(("ref", "other"), [("pay_09", "pay_04"), ("PAY-A", "PAY-Q"), ("xq", "xw"), ("--", "--0")])
def test_a_stranger_looks_alike(ref, other):
    assert stranger_to(ref) == other
