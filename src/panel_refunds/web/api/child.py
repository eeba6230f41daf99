"""What a child panel may ask: a customer that sells on what it buys here, with a key that is its own.

Such a key names its customer. Orders of anybody else do not exist for it, as those of another tenant do not, and of
its own it is shown what it bought and how that stands; by whom it is fulfilled is nobody's business but the tenant's.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.errors import Refused
from panel_refunds.flows.cancel_order import cancel_order
from panel_refunds.orders.order import Order
from panel_refunds.web.answers.child_orders import ChildOrdersView, ChildOrderView, show_child_order
from panel_refunds.web.api_keys import CHILD
from panel_refunds.web.fields import Given
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "child panels"
MOST = 100


class ChildQuery(Given):
    """Which orders: 1 to 100 ids with commas between them."""

    ids: Annotated[str, Field(min_length=1, max_length=61 * MOST, description="Ids with commas between them.")]


class NothingGiven(Given):
    """An empty object: who asks is known from the key."""


def show_own(call: Call, asked: ChildQuery) -> ChildOrdersView:
    """How orders of the key's customer stand; ids that are not its own are missing."""
    wanted = list(dict.fromkeys(asked.ids.split(",")))
    if len(wanted) > MOST:
        raise Refused("field_invalid", f"At most {MOST} orders at once.", field="ids")
    with call.desk.read() as books:
        found = books.orders_by_id(wanted)
    own = [found[one] for one in wanted if one in found and found[one].customer_id == call.customer]
    named = {order.order_id for order in own}
    shown = [show_child_order(call, order) for order in own]
    return ChildOrdersView(orders=shown, missing=[one for one in wanted if one not in named])


def cancel_own(call: Call, _body: NothingGiven) -> Order:
    """Ask for an own order that has not started to be cancelled; money moves only on its status."""
    return cancel_order(call.desk, call.path["order"], customer_id=call.customer)


def _again(call: Call, _body: NothingGiven, _subject: str) -> Order:
    with call.desk.read() as books:
        order = books.get_order(call.path["order"])
    if order.customer_id != call.customer:
        raise Refused("not_found", field="order")
    return order


OPERATIONS = (
    Read("/child/orders", "list_child_orders", CHILD, show_own, ChildOrdersView, ChildQuery, tag=TAG),
    Write(
        "/child/orders/{order}/cancel",
        "cancel_child_order",
        CHILD,
        cancel_own,
        show_child_order,
        ChildOrderView,
        NothingGiven,
        again=_again,
        codes=("cancel_not_possible", "cancel_not_offered"),
        tag=TAG,
    ),
)
