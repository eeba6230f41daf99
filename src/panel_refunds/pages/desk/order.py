"""An order that waits for a person: what is known of it, and what of its charge comes back."""

from __future__ import annotations

from typing import Literal, get_args

from panel_refunds.errors import Refused
from panel_refunds.flows.decide_order import decide_order
from panel_refunds.orders.order import Order
from panel_refunds.orders.refund_due import refund_due
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.desk.drawn import desk_page
from panel_refunds.pages.desk.forms import ChoiceForm
from panel_refunds.pages.desk.once import check_chosen, do_once
from panel_refunds.pages.visit import Visit

Pays = Literal["whole", "undelivered", "nothing"]


def show(visit: Visit) -> Answer:
    """The order, and the form while it waits for a person."""
    return _page(visit, None, None, done=visit.query.get("done") == "decided")


def send(visit: Visit) -> Answer:
    """Give back the whole charge, the undelivered share, or nothing."""
    form = ChoiceForm.read(visit)
    order_id, text = visit.path["order"], form.text.data or ""
    pays: Pays = next((each for each in get_args(Pays) if each == form.do.data), "nothing")
    try:
        check_chosen(form.do.data or "", get_args(Pays), "do")
        do_once(
            visit,
            form.once.data,
            f"order:{order_id}:{pays}:{text}",
            lambda desk: decide_order(desk, order_id, pays=pays, by=visit.person, text=text),
            wakes=True,
        )
    except Refused as refused:
        return _page(visit, form, refused)
    return GoTo(f"{visit.address_of('desk_order', order=order_id)}?done=decided")


def due_of(order: Order, pays: Literal["whole", "undelivered"]) -> int | None:
    """What would come back to the balance, in units; None where what remains is not known."""
    if pays == "undelivered" and order.remains is None:
        return None
    due = refund_due(pays, charge=order.charge, total=order.total, remains=order.remains) - order.refunded
    return max(due, 0)


def _page(visit: Visit, form: ChoiceForm | None, refused: Refused | None, *, done: bool = False) -> Show:
    with visit.desk.read() as books:
        order = books.get_order(visit.path["order"])
        actions = books.actions_of(order.order_id)
    given = {
        "order": order,
        "whole": due_of(order, "whole"),
        "undelivered": due_of(order, "undelivered"),
        "actions": actions,
        "form": form or ChoiceForm.fresh(visit),
        "done": "decided" if done else None,
    }
    return desk_page(visit, "order", given, refused=refused)
