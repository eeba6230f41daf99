"""A status and the money it brings back are one step."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.shop import Shop

from panel_refunds.flows import apply_statuses
from panel_refunds.flows.apply_statuses import StatusTold


def test_when_the_credit_fails_the_status_is_not_kept_either(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """F25: the credit was rolled back and the status stood, so nobody ever refunded it."""
    shop.deposit("50.00")
    order = shop.order("10.00")

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(apply_statuses, "pay_back_orders", breaks)
    with pytest.raises(RuntimeError, match="disk"):
        shop.status(order, "Canceled", 0)
    monkeypatch.undo()
    with shop.desk.read() as books:
        assert (books.get_order(order.order_id).status, shop.figures()[0]) == ("pending", "40.00 USD")

    assert shop.status(order, "Canceled", 0).refunded == order.charge
    assert shop.figures()[0] == "50.00 USD"


def test_a_word_that_was_asked_for_before_another_one_came_is_left_out(shop: Shop) -> None:
    shop.deposit("50.00")
    order = shop.order("10.00")
    older = StatusTold(order.order_id, "in_progress", "In progress", 900, seen=order)
    now = shop.status(order, "Partial", 400)

    assert older.may_be_older(now)
    assert not older.may_be_older(order)
    assert apply_statuses.apply_statuses(shop.desk, [older]) == [now]
    assert apply_statuses.apply_statuses(shop.desk, [replace(older, seen=now)])[0].raw_status == "In progress"
