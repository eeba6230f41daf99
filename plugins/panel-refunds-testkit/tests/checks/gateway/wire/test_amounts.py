"""The checks of amounts catch what they are there for."""

import pytest

from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund
from panel_refunds_testkit.checks.gateway.wire.amounts import AmountChecks, currencies_of
from panel_refunds_testkit.demand import BrokenContractError
from panel_refunds_testkit.tinypay.gateway import TinyGateway

CHECKS = AmountChecks()


def test_an_adapter_that_sends_nothing_as_something_is_caught(spoilt):
    def create_refund(self, order):
        amount = order.amount if order.amount.units > 0 else Money.of("1", order.amount.currency)
        changed = type(order)(order.attempt_id, order.key, order.payment, order.method, amount.round_down())
        return TinyGateway.create_refund(self, changed)

    with pytest.raises(BrokenContractError, match="came back as GatewayRefund"):
        CHECKS.test_an_amount_that_is_none_is_refused_before_anything_is_sent(spoilt(create_refund=create_refund))


def test_two_digits_for_every_currency_are_caught(spoilt):
    def get_payment(self, ref):
        facts = TinyGateway.get_payment(self, ref)
        cents = facts.amount.units // 10**6 * 10**6
        return type(facts)(ref, Money(cents, facts.amount.currency), True, facts.refunded, fee=facts.fee)

    with pytest.raises(BrokenContractError, match="a payment in BTC is wrong"):
        CHECKS.test_every_currency_goes_back_to_the_last_digit(spoilt(get_payment=get_payment))


def test_a_success_in_another_currency_is_caught(spoilt):
    def create_refund(self, order):
        other = Money(order.amount.units, self.get_payment(order.payment).amount.currency)
        outcome = TinyGateway.create_refund(
            self, type(order)(order.attempt_id, order.key, order.payment, order.method, other.round_down())
        )
        if isinstance(outcome, GatewayRefund):
            return GatewayRefund(outcome.ref, outcome.status, order.amount, order.attempt_id)
        return outcome

    with pytest.raises(BrokenContractError, match="an order of 10 JPY"):
        CHECKS.test_another_currency_than_the_payments_is_never_a_success(spoilt(create_refund=create_refund))


def test_only_currencies_that_both_know_are_tried(able):
    assert list(currencies_of(able(currencies=("BTC", "USD")))) == ["USD", "BTC"]
    with pytest.raises(BrokenContractError, match=r"not in capabilities\.currencies"):
        currencies_of(able(currencies=("EUR",)))
