"""The check of a key that came with another order catches what it is there for, and who made the mistake."""

from dataclasses import replace

import pytest

from panel_refunds.ports import GatewayRefund, NotExecuted, OutcomeUnknown, Rejected, Rejection
from panel_refunds_testkit.checks.gateway.exactly_once.used_key import UsedKeyChecks
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

check = UsedKeyChecks().test_a_key_that_came_with_another_order_is_no_refusal


def answering(instead):
    """An adapter that makes this of a key that came with another order."""

    def outcome(self, answer, order):
        true = TinyGateway._outcome(self, answer, order)
        return instead(self, order) if isinstance(true, OutcomeUnknown) else true

    return outcome


def first_refund(self, order):
    (refund,) = self.find_refunds(order.payment).refunds
    return refund


@pytest.mark.parametrize("right", [lambda *_: OutcomeUnknown(), lambda *_: NotExecuted(), first_refund])
def test_what_is_neither_a_refusal_nor_a_new_refund_is_right(spoilt, right):
    check(spoilt(_outcome=answering(right)))


def test_a_refusal_is_caught(spoilt):
    with pytest.raises(BrokenContractError, match="That is no refusal: the attempt ran"):
        check(spoilt(_outcome=answering(lambda *_: Rejected(Rejection.INVALID_REQUEST))))


def test_a_refund_of_the_new_amount_is_caught(spoilt):
    def renamed(self, order) -> GatewayRefund:
        return replace(first_refund(self, order), amount=order.amount)

    with pytest.raises(BrokenContractError, match="told as a refund that is not there"):
        check(spoilt(_outcome=answering(renamed)))


def test_a_key_that_never_reaches_the_vendor_is_caught(spoilt):
    def keyless(self, asked, headers):
        return TinyGateway._ask(self, asked, {})

    with pytest.raises(BrokenContractError, match="Two requests came under one key"):
        check(spoilt(_ask=keyless))


@pytest.mark.parametrize("dedupe", ["one_per_payment", "none"])
def test_where_the_vendor_knows_no_key_there_is_nothing_to_try(able, dedupe):
    with pytest.raises(pytest.skip.Exception, match=f"capability: dedupe is {dedupe}"):
        check(able(dedupe=dedupe))
