"""The customer's orders, newest first: how each stands, what came back, and why."""

from __future__ import annotations

from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.portal.order_lines import order_lines
from panel_refunds.pages.portal.refusals import missing
from panel_refunds.pages.visit import Visit

MANY = 20


def show(visit: Visit) -> Answer:
    """A page of them; ``before`` in the address says which."""
    before = visit.query.get("before")
    with visit.desk.read() as books:
        if before is not None:
            found = books.orders_by_id([before]).get(before)
            if found is None or found.customer_id != visit.customer:
                return missing(visit)
        orders = books.newest_orders_of(visit.customer, before=before, limit=MANY + 1)
    lines = [order_lines(visit, order) for order in orders[:MANY]]
    older = lines[-1].order_id if len(orders) > MANY else None
    return Show("portal/orders.html", {"lines": lines, "older": older, "newest": before is None})
