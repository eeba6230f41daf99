"""Statuses: what providers say of orders, told by the panel; up to a hundred at once, all or none."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from panel_refunds.errors import Refused
from panel_refunds.flows.apply_statuses import StatusTold, apply_statuses
from panel_refunds.orders.order import Order
from panel_refunds.store import Books
from panel_refunds.web.answers.orders import OrdersView, show_orders
from panel_refunds.web.fields import Given, Id, Line, Ref, Word
from panel_refunds.web.operation import Write
from panel_refunds.web.tenancy import Call

TAG = "orders"


class StatusGiven(Given):
    """A provider's word about one order, which is named by our id, or by the provider and its id."""

    order: Id | None = None
    provider: Word | None = None
    provider_ref: Ref | None = None
    status: Annotated[str, Field(min_length=1, max_length=200)]
    remains: Annotated[int, Field(ge=-(2**62), le=2**62)] | None = None
    reason: Line | None = None


class StatusesGiven(Given):
    """One to a hundred words, all or none: one that is about no order of ours refuses all of them."""

    statuses: Annotated[
        list[StatusGiven],
        Field(
            min_length=1,
            max_length=100,
            description="All or none. Several about one order are applied one by one, in the order given: "
            "the last is its status, and what an earlier one gave back stays given back.",
        ),
    ]


def tell(call: Call, body: StatusesGiven) -> list[Order]:
    """Tell what providers say of orders; what is due goes back to the balances at once."""
    with call.desk.read() as books:
        orders = [_find(books, one, place) for place, one in enumerate(body.statuses)]
    told = [
        StatusTold(
            order.order_id,
            call.desk.provider(order.provider).read_status(one.status),
            one.status,
            one.remains,
            one.reason,
        )
        for order, one in zip(orders, body.statuses, strict=True)
    ]
    return apply_statuses(call.desk, told)


def _find(books: Books, one: StatusGiven, place: int) -> Order:
    field = f"statuses.{place}"
    if one.order is not None and one.provider is None and one.provider_ref is None:
        return books.get_order(one.order)
    if one.order is None and one.provider is not None and one.provider_ref is not None:
        found = books.find_orders_by_ref(one.provider, [one.provider_ref])
        if one.provider_ref not in found:
            raise Refused("not_found", f"There is no order {one.provider_ref[:60]} of {one.provider}.", field=field)
        return found[one.provider_ref]
    raise Refused("field_missing", "Name the order by order, or by provider and provider_ref.", field=field)


OPERATIONS = (
    Write("/statuses", "tell_statuses", "orders", tell, show_orders, OrdersView, StatusesGiven, wakes=True, tag=TAG),
)
