"""What the provider answered when the panel placed an order there.

An accepted order gets the provider's id; one that was refused was never placed, so its whole charge comes back at
once; when nobody can tell, the money waits for a person.
"""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.giving_back import pay_back_orders
from panel_refunds.flows.moving_on import redecide_waiting
from panel_refunds.orders.order import Order
from panel_refunds.ports import PlacementReading


def record_placement(desk: Desk, order_id: str, raw: bytes, *, http_status: int = 200) -> Order:
    """Read the provider's raw ``add`` reply, handed over by the panel, and act on it."""
    with desk.read() as books:
        order = books.get_order(order_id)
    reading = desk.provider(order.provider).read_placement(raw, http_status)
    return apply_placement(desk, order_id, reading)


def apply_placement(desk: Desk, order_id: str, reading: PlacementReading) -> Order:
    """Act on a reading; an order whose provider id is known already keeps it."""
    with desk.read() as books:
        wallet_id = books.get_order(order_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        books.wallet(wallet_id)
        order = books.get_order(order_id)
        if order.provider_ref is not None and reading.order not in (None, order.provider_ref):
            raise Refused("already_exists", "The provider's id of this order is known, and it is another.")
        if reading.outcome == "accepted":
            order = replace(order, provider_ref=reading.order, review=None, poll_at=desk.now())
        elif order.provider_ref is not None or order.refunded:
            pass  # it was placed, or has come back already: an old answer changes nothing
        elif reading.outcome == "refused":
            text = reading.error.text if reading.error else ""
            order = replace(order, status="canceled", raw_status=f"refused: {text}"[:200], poll_at=None)
            if order.outstanding:
                (order,) = pay_back_orders(desk, books, [(order, order.outstanding)], at=desk.now())
        else:
            order = replace(order, review="placement_unknown", poll_at=None)
        books.save_order(order)
        redecide_waiting(desk, books, books.wallet(wallet_id), about=order_id)
        desk.remember(books, order_id, order)
    return order


def flag_unplaced(desk: Desk, order_id: str) -> None:
    """The panel never told whether the provider took the order: its money waits for a person."""
    with desk.read() as books:
        wallet_id = books.get_order(order_id).wallet_id
    with desk.begin(wallet_id) as books:
        order = books.get_order(order_id)
        if order.provider_ref is None and not order.refunded and order.review is None:
            books.save_order(replace(order, review="placement_unknown"))
