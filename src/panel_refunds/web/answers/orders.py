"""An order, as the API shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from panel_refunds.money import format_units
from panel_refunds.orders.order import Order
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class OrderView(Shown):
    """An order: ``status`` is our word, ``provider_status`` the provider's; ``review``: why it waits for a person."""

    id: str
    customer: str
    provider: str
    provider_ref: str | None
    service: str
    quantity: int
    runs: int
    currency: str
    charge: str
    refunded: str
    status: str
    provider_status: str
    remains: int | None
    reason: str | None
    review: str | None
    refill_days: int
    placed_at: datetime
    completed_at: datetime | None
    cancel_asked_at: datetime | None
    refill_asked_at: datetime | None


class OrdersView(Shown):
    """Several orders, in the order in which they were told."""

    orders: list[OrderView]


def show_order(_call: Viewer, order: Order) -> OrderView:
    """The order as it is."""
    return OrderView(
        id=order.order_id,
        customer=order.customer_id,
        provider=order.provider,
        provider_ref=order.provider_ref,
        service=order.service,
        quantity=order.quantity,
        runs=order.runs,
        currency=order.currency,
        charge=format_units(order.charge, order.currency),
        refunded=format_units(order.refunded, order.currency),
        status=order.status,
        provider_status=order.raw_status,
        remains=order.remains,
        reason=order.reason,
        review=order.review,
        refill_days=order.refill_days,
        placed_at=order.placed_at,
        completed_at=order.completed_at,
        cancel_asked_at=order.cancel_asked_at,
        refill_asked_at=order.refill_asked_at,
    )


def show_orders(call: Viewer, orders: Sequence[Order]) -> OrdersView:
    """The orders as they are."""
    return OrdersView(orders=[show_order(call, order) for order in orders])
