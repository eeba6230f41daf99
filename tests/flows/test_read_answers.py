"""A provider's answer about an order, in the customer's figures."""

from __future__ import annotations

from decimal import Decimal

from tests.flows.shop import Shop

from panel_refunds.flows.apply_statuses import StatusTold
from panel_refunds.flows.read_answers import word_about
from panel_refunds.ports import OrderState, ProviderCapabilities

OVER = ProviderCapabilities(over_order_percent=Decimal(10))


def test_a_provider_that_counts_as_we_do_is_passed_on(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")
    told = word_about(order, OrderState("partial", "Partial", 157), ProviderCapabilities())
    assert told == StatusTold(order.order_id, "partial", "Partial", 157)


def test_its_figures_become_the_customers(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")
    assert word_about(order, OrderState("partial", "Partial", 400), OVER).remains == 300


def test_what_it_cannot_tell_is_in_doubt(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00", quantity=100, runs=5)
    unclear = word_about(order, OrderState("canceled", "Canceled", 3, unclear=True), ProviderCapabilities())
    assert (unclear.remains, unclear.doubt) == (None, "any")
    partly = word_about(order, OrderState("canceled", "Canceled", 40, runs=5, runs_left=2), ProviderCapabilities())
    assert (partly.remains, partly.doubt) == (240, "whole")
