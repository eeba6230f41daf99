"""Both sides are read, and what differs only because the world went on meanwhile is no difference."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tests.flows.shop import Shop, usd

from panel_refunds.flows.comparing import can_compare, compare_deposit
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.pay_refund import pay_refund
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import Capabilities, RefundsFound
from panel_refunds.testing.scripted_gateway import ScriptedGateway


class WhileItLooks:
    """A gateway: while we ask for refunds something happens, each time something else."""

    def __init__(self, inside: ScriptedGateway, *happens: Callable[[], object]) -> None:
        self.inside, self.happens = inside, list(happens)

    def __getattr__(self, name: str) -> object:
        return getattr(self.inside, name)

    def find_refunds(self, payment: str) -> RefundsFound:
        if self.happens:
            self.happens.pop(0)()
        return self.inside.find_refunds(payment)


def codes(shop: Shop, deposit: Deposit) -> list[str]:
    return [each.code for each in compare_deposit(shop.desk, deposit)]


def test_a_refund_that_is_sent_while_we_look_is_no_difference(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    refund = shop.refund_of(shop.approve(shop.request("20.00", deposit)))
    shop.gateway.script("pending")

    def go_on() -> None:
        pay_refund(shop.desk, refund.refund_id)
        shop.gateway.later("refund_1", "succeeded")

    def hear() -> None:
        follow_refund(shop.desk, refund.refund_id)

    shop.desk.gateways["manual"] = WhileItLooks(shop.gateway, go_on, hear)

    assert codes(shop, deposit) == []
    assert shop.state_of(refund) == "paid"


def test_what_differs_at_both_looks_is_a_difference(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    shop.gateway.refund_outside(deposit.payment, usd("5.00"))

    assert codes(shop, deposit) == ["external_refund"]


def test_of_a_gateway_without_lists_only_the_payment_is_compared(shop: Shop) -> None:
    can = Capabilities(lookup="none", verifies=True)
    shop.gateway = ScriptedGateway(now=lambda: shop.at, capabilities=can)
    shop.desk.gateways["manual"] = shop.gateway
    deposit = shop.deposit("50.00", fee=None)
    shop.gateway.tell_fee(deposit.payment, usd("1.75"))
    shop.gateway.refund_outside(deposit.payment, usd("5.00"))

    assert codes(shop, deposit) == ["fee_learnt"]


def test_play_money_at_a_real_account_is_a_difference(shop: Shop) -> None:
    deposit = shop.deposit("50.00")
    assert codes(shop, deposit) == []
    shop.gateway._change(deposit.payment, lambda facts: replace(facts, live=False))
    assert codes(shop, deposit) == ["payment_other_mode"]
    shop.gateway._change(deposit.payment, lambda facts: replace(facts, live=True))
    assert codes(shop, deposit) == []


def test_a_fee_in_another_currency_says_nothing(shop: Shop) -> None:
    deposit = shop.deposit("50.00", fee=None)
    shop.gateway.tell_fee(deposit.payment, type(usd("1")).of("1.75", "EUR"))

    assert codes(shop, deposit) == []


def test_what_can_be_looked_up_can_be_compared() -> None:
    assert can_compare(Capabilities())
    assert can_compare(Capabilities(lookup="none", verifies=True))
    assert not can_compare(Capabilities(lookup="none"))
