"""One order: what was bought, how it stands, what came back; asking to have it cancelled, or its money sent back."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.cancel_order import cancel_order, find_cancel_refusal
from panel_refunds.orders.order import Order
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.portal.order_lines import order_lines
from panel_refunds.pages.portal.refusals import missing, told
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """The page of an order of this customer's."""
    order = _find_own(visit)
    return missing(visit) if order is None else _page(visit, order)


def ask_cancel(visit: Visit) -> Answer:
    """Are you sure? The money comes back only when the order is really cancelled."""
    order = _find_own(visit)
    if order is None:
        return missing(visit)
    if find_cancel_refusal(visit.desk, order):
        return GoTo(visit.address_of("order", order=order.order_id))
    given = {"order": order_lines(visit, order), "form": GuardedForm.fresh(visit)}
    return Show("portal/cancel.html", given)


def cancel(visit: Visit) -> Answer:
    """Ask for it to be cancelled. Asking twice asks once."""
    GuardedForm.read(visit)
    order = _find_own(visit)
    if order is None:
        return missing(visit)
    try:
        cancel_order(visit.desk, order.order_id, customer_id=visit.customer)
    except Refused as refused:
        return _page(visit, order, problem=told(visit.words, refused))
    visit.wake()
    return GoTo(visit.address_of("order", order=order.order_id))


def _page(visit: Visit, order: Order, *, problem: str | None = None) -> Show:
    given = {
        "order": order_lines(visit, order),
        "record": order,
        "can_cancel": find_cancel_refusal(visit.desk, order) is None and order.cancel_asked_at is None,
        "problem": problem,
    }
    return Show("portal/order.html", given, status=409 if problem else 200)


def _find_own(visit: Visit) -> Order | None:
    order_id = visit.path["order"]
    with visit.desk.read() as books:
        order = books.orders_by_id([order_id]).get(order_id)
    return order if order and order.customer_id == visit.customer else None
