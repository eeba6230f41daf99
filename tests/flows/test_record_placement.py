"""What the provider answered to a placed order decides whether its money is spent."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.errors import Refused
from panel_refunds.flows.record_placement import apply_placement, flag_unplaced
from panel_refunds.ports import PlacementReading, ProviderError


def test_a_refused_order_was_never_placed_and_comes_back_whole_once(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("12.34", provider_ref=None)
    refused = PlacementReading("refused", None, ProviderError("insufficient_balance", "no funds"))
    for _ in range(2):
        order = apply_placement(shop.desk, order.order_id, refused)

    assert (order.status, order.refunded) == ("canceled", order.charge)
    assert shop.figures()[0] == "50.00 USD"


def test_an_accepted_order_gets_its_id_and_keeps_it(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("12.34", provider_ref=None)
    assert apply_placement(shop.desk, order.order_id, PlacementReading("accepted", "991")).provider_ref == "991"
    assert apply_placement(shop.desk, order.order_id, PlacementReading("refused")).refunded == 0

    with pytest.raises(Refused) as refused:
        apply_placement(shop.desk, order.order_id, PlacementReading("accepted", "992"))
    assert refused.value.code == "already_exists"


def test_when_nobody_can_tell_the_money_waits_for_a_person(shop: Shop) -> None:
    shop.deposit("50.00")
    order = apply_placement(shop.desk, shop.order("10.00", provider_ref=None).order_id, PlacementReading("unknown"))

    assert (order.review, order.refunded) == ("placement_unknown", 0)


def test_an_order_whose_answer_never_came_waits_for_a_person(shop: Shop) -> None:
    shop.deposit("50.00")
    silent, placed = shop.order("10.00", provider_ref=None), shop.order("10.00")
    for order in (silent, placed):
        flag_unplaced(shop.desk, order.order_id)

    with shop.desk.read() as books:
        assert books.get_order(silent.order_id).review == "placement_unknown"
        assert books.get_order(placed.order_id).review is None
