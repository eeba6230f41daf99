"""A gateway that answers only about the name we gave a refund: lost answers, hints and comparisons, without a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.flows.apply_notice import refresh_deposit
from panel_refunds.flows.comparing import compare_deposit
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.look_up_refunds import look_up_attempts, look_up_deposit
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.ports import Capabilities, GatewayRefund, PaymentFacts, RefundOrder, RefundsFound
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund
from panel_refunds.testing.scripted_gateway import ScriptedGateway

BY_NAME = Capabilities(dedupe="client_ref", dedupe_lifetime=None, lookup="by_name", lookup_lag=timedelta(minutes=1))


class NamedGateway(ScriptedGateway):
    """Knows a refund by the name of its order, lists none, and does not tell what went back."""

    silent = False
    looks = 0

    def get_payment(self, ref: str) -> PaymentFacts:
        return replace(super().get_payment(ref), refunded=None)

    def find_refunds(self, payment: str) -> RefundsFound:
        return replace(super().find_refunds(payment), refunds=(), complete=False)

    def find_attempt(self, order: RefundOrder) -> GatewayRefund | None:
        self.looks += 1
        if self.silent:
            raise ConnectionError("nobody answers")
        return next((each for each in self.executed(order.payment) if each.attempt_id == order.attempt_id), None)


@pytest.fixture
def named(shop: Shop) -> Shop:
    shop.gateway = NamedGateway(now=lambda: shop.at, capabilities=BY_NAME)
    shop.desk.gateways["manual"] = shop.gateway
    return shop


def attempt_of(shop: Shop, refund: Refund) -> Attempt:
    with shop.desk.read() as books:
        return books.attempts_of(refund.refund_id)[-1]


def lost(shop: Shop, *, ran: bool) -> Refund:
    """A refund whose answer was lost on the way."""
    shop.gateway.script("unknown", ran=ran)
    return pay_refund(shop.desk, shop.approved().refund_id)


def test_a_refund_whose_answer_was_lost_is_found_by_its_name(named: Shop) -> None:
    refund = lost(named, ran=True)
    assert attempt_of(named, refund).state == "unknown"
    named.passes(minutes=5)

    assert follow_refund(named.desk, refund.refund_id).state == "paid"
    assert (len(named.gateway.asked), named.paid_back()) == (1, "18.25 USD")


def test_one_that_is_certainly_not_there_is_sent_again_under_the_same_name(named: Shop) -> None:
    refund = lost(named, ran=False)
    named.gateway._sendings.clear()
    named.passes(minutes=5)

    assert follow_refund(named.desk, refund.refund_id).state == "paid"
    first, again = named.gateway.asked
    assert (first.key, first.attempt_id) == (again.key, again.attempt_id)
    assert named.paid_back() == "18.25 USD"


def test_while_the_name_cannot_be_looked_up_nothing_is_sent(named: Shop) -> None:
    refund = lost(named, ran=False)
    named.gateway.silent = True
    for _ in range(6):
        named.passes(days=3)
        follow_refund(named.desk, refund.refund_id)

    assert len(named.gateway.asked) == 1
    with named.desk.read() as books:
        assert books.get_refund(refund.refund_id).task is not None


def test_a_gateway_that_promises_names_and_has_no_look_up_is_not_believed(shop: Shop) -> None:
    shop.gateway = ScriptedGateway(now=lambda: shop.at, capabilities=BY_NAME)
    shop.desk.gateways["manual"] = shop.gateway
    refund = lost(shop, ran=False)
    shop.passes(days=1)
    follow_refund(shop.desk, refund.refund_id)

    assert len(shop.gateway.asked) == 1
    with pytest.raises(LookupError):
        look_up_attempts(shop.desk, shop.gateway, [attempt_of(shop, refund)], "card")


def test_a_refund_of_others_that_was_shown_once_stays_known(named: Shop) -> None:
    deposit = named.deposit("50.00")
    shown = named.gateway.refund_outside(deposit.payment, usd("20.00"))

    deposit = refresh_deposit(named.desk, deposit, shown)
    assert deposit.external_refunded == usd("20.00").units
    assert refresh_deposit(named.desk, deposit).external_refunded == usd("20.00").units
    assert refresh_deposit(named.desk, deposit, shown).external_refunded == usd("20.00").units
    refund = named.refund_of(named.approve(named.request("25.00", deposit)))
    assert pay_refund(named.desk, refund.refund_id).state == "paid"
    with named.desk.read() as books:
        assert books.get_deposit(deposit.deposit_id).external_refunded == usd("20.00").units


def test_both_sides_agree_although_there_is_no_list(named: Shop) -> None:
    refund = pay_refund(named.desk, named.approved().refund_id)
    named.gateway.refund_outside(attempt_of(named, refund).payment, usd("1.00"))
    with named.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)

    assert compare_deposit(named.desk, deposit) == []
    assert [each.attempt_id for each in look_up_deposit(named.desk, deposit).refunds] == [
        attempt_of(named, refund).attempt_id
    ]


def test_what_the_gateway_lost_is_a_difference(named: Shop) -> None:
    refund = pay_refund(named.desk, named.approved().refund_id)
    named.gateway._sendings.clear()
    named.passes(minutes=5)
    with named.desk.read() as books:
        deposit = books.get_deposit(refund.deposit_id)

    assert "missing_at_gateway" in [each.code for each in compare_deposit(named.desk, deposit)]


def test_where_there_is_a_list_it_is_asked(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.gateway.refund_outside(deposit.payment, usd("5.00"))
    find: Callable[[str], RefundsFound] = shop.gateway.find_refunds

    assert look_up_deposit(shop.desk, deposit) == find(deposit.payment)
