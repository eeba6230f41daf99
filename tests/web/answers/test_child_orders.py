"""What a child panel is shown of an order says nothing of who fulfils it."""

from __future__ import annotations

from tests.flows.shop import Shop

from panel_refunds.store import Store
from panel_refunds.web.answers.child_orders import ChildOrderView, show_child_order


def test_figures_are_those_of_the_order(sqlite_url: str) -> None:
    store = Store(sqlite_url)
    shop = Shop(store)
    shop.deposit("50.00")
    order = shop.status(shop.order("10.00", quantity=100, runs=3, provider_ref="secret-ref"), "Partial", 75)

    class Looks:
        desk = shop.desk
        for_staff = False

    shown = show_child_order(Looks(), order)
    store.close()

    assert (shown.total, shown.remains, shown.charge, shown.refunded) == (300, 75, "10.00", "2.50")
    assert "secret-ref" not in shown.model_dump_json()
    assert set(ChildOrderView.model_fields) == {
        "id",
        "status",
        "total",
        "remains",
        "currency",
        "charge",
        "refunded",
        "under_review",
        "placed_at",
    }
