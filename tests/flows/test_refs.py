"""Ids that others made are compared letter by letter, so nothing may hide around them."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop, usd

from panel_refunds.errors import Refused
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.place_order import OrderPlaced, place_order

ODD = ["w1 ", " w1", "w1\n", "w\x001", "", "w1\u00a0", "w\u200b1"]


@pytest.mark.parametrize("payment", ODD)
def test_a_payment_is_not_credited_twice_for_a_space(shop: Shop, payment: str) -> None:
    credit_deposit(shop.desk, PaymentTaken("c1", "manual", "w1", usd("20.00")))

    with pytest.raises(Refused) as refused:
        credit_deposit(shop.desk, PaymentTaken("c1", "manual", payment, usd("20.00")))

    assert (refused.value.code, refused.value.field) == ("field_invalid", "payment")
    assert shop.figures()[0] == "20.00 USD"


@pytest.mark.parametrize("ref", ODD)
def test_an_order_s_id_is_looked_at_in_the_same_way(shop: Shop, ref: str) -> None:
    shop.deposit("20.00")

    with pytest.raises(Refused) as refused:
        place_order(shop.desk, OrderPlaced("c1", usd("5.00"), 100, "main", provider_ref=ref))

    assert (refused.value.code, refused.value.field) == ("field_invalid", "provider_ref")
    assert shop.figures()[0] == "20.00 USD"


def test_an_id_that_another_order_has_is_refused_and_the_order_named(shop: Shop) -> None:
    shop.deposit("20.00")
    first = place_order(shop.desk, OrderPlaced("c1", usd("5.00"), 100, "main", provider_ref="17"))

    with pytest.raises(Refused) as refused:
        place_order(shop.desk, OrderPlaced("c1", usd("5.00"), 100, "main", provider_ref="17"))

    assert (refused.value.code, refused.value.field) == ("already_exists", "provider_ref")
    assert refused.value.facts["order"] == first.order_id
    assert shop.figures()[0] == "15.00 USD"
