"""A status and the money it brings back are one step."""

from __future__ import annotations

import pytest
from tests.flows.shop import Shop

from panel_refunds.flows import apply_statuses


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
