"""A customer asks to have an order cancelled, or a refill of what dropped off: the provider is asked.

The provider's yes moves no money; that comes with its status. The asking itself happens outside of any transaction
and is written down afterwards; asking twice does no harm.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.adapter_errors import told_of
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import order_facts
from panel_refunds.orders.order import Order
from panel_refunds.policy.order_request import cancel_refusal
from panel_refunds.ports import Asked


def cancel_order(desk: Desk, order_id: str, *, customer_id: str | None = None) -> Order:
    """Ask the provider to cancel; ``customer_id``, who asks, must own the order. Refused where the policy says no."""
    with desk.read() as books:
        order = books.get_order(order_id)
    if customer_id is not None and order.customer_id != customer_id:
        raise Refused("not_found", field="order")
    if refusal := find_cancel_refusal(desk, order):
        raise Refused(refusal, field="order")
    return ask_cancel(desk, order_id)


def find_cancel_refusal(desk: Desk, order: Order) -> str | None:
    """Why the customer may not have the order cancelled now (a code), or None. Nobody is asked anything."""
    with desk.read() as books:
        facts = order_facts(desk, books, order)
    if refusal := cancel_refusal(facts, desk.now(), desk.tenant.calendar):
        return refusal
    provider = desk.providers.get(order.provider)
    offered = provider is not None and provider.capabilities().cancel
    return None if offered or order.cancel_asked_at else "cancel_not_offered"


def ask_cancel(desk: Desk, order_id: str) -> Order:
    """Ask the order's provider to cancel it and note that we did; a refusal by the provider is noted too."""
    with desk.read() as books:
        order = books.get_order(order_id)
    if order.cancel_asked_at or order.provider_ref is None:
        return order
    provider = desk.provider(order.provider)
    if not provider.capabilities().cancel:
        raise Refused("cancel_not_offered", field="order")
    asked = _try(desk, lambda: provider.request_cancel(order.provider_ref or ""))
    if asked.outcome == "unknown":
        return order
    with desk.begin(order.wallet_id) as books:
        order = replace(books.get_order(order_id), cancel_asked_at=desk.now())
        books.save_order(order)
        books.unschedule("cancel_order", order_id)
        if asked.outcome == "refused":
            text = asked.error.text if asked.error else ""
            books.add_action("system", "cancel_refused", order_id, desk.now(), text, {})
    return order


def ask_refill(desk: Desk, order_id: str) -> Order:
    """Ask the order's provider for a refill and note its id; once."""
    with desk.read() as books:
        order = books.get_order(order_id)
    if order.refill_asked_at or order.provider_ref is None:
        return order
    provider = desk.provider(order.provider)
    asked = _try(desk, lambda: provider.request_refill(order.provider_ref or ""))
    if asked.outcome == "unknown":
        return order
    with desk.begin(order.wallet_id) as books:
        order = replace(books.get_order(order_id), refill_asked_at=desk.now(), refill_ref=asked.ref)
        books.save_order(order)
        books.unschedule("refill_order", order_id)
    return order


def _try(desk: Desk, ask: Callable[[], Asked]) -> Asked:
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - whatever an adapter raises, we do not know what came of it
        desk.log.warning("provider_raised", error=told_of(error))
        return Asked("unknown")
