"""An order, as the customer is shown it that sells it on: what was bought, how it stands, what came back.

Provider, its words and its ids are left out, and so are the reasons the staff may have; that a person looks is told,
because whoever sells it on does well to wait.
"""

from __future__ import annotations

from datetime import datetime

from panel_refunds.money import format_units
from panel_refunds.orders.order import Order
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class ChildOrderView(Shown):
    """An own order: ``remains`` of ``total`` was not delivered; ``under_review``: a person decides what comes back."""

    id: str
    status: str
    total: int
    remains: int | None
    currency: str
    charge: str
    refunded: str
    under_review: bool
    placed_at: datetime


class ChildOrdersView(Shown):
    """The orders that were asked about, and the ids that are none of this customer's."""

    orders: list[ChildOrderView]
    missing: list[str]


def show_child_order(_call: Viewer, order: Order) -> ChildOrderView:
    """The order as it is."""
    return ChildOrderView(
        id=order.order_id,
        status=order.status,
        total=order.total,
        remains=order.remains,
        currency=order.currency,
        charge=format_units(order.charge, order.currency),
        refunded=format_units(order.refunded, order.currency),
        under_review=order.review is not None,
        placed_at=order.placed_at,
    )
