"""A message of the outbox is addressed: one delivery for every notifier that takes it, each with work of its own.

    message  →  ``deliver`` (here)  →  ``deliver:mail``, ``deliver:chat`` …  →  ``deliver_message``

From here on no notifier hears of another: each delivery has its own tries, its own next time and its own end. Who gets
a message is settled now; a notifier that a tenant adds later does not get what was said before.
"""

from __future__ import annotations

from panel_refunds.flows.desk import Desk
from panel_refunds.store import Books, Delivery, OutboxMessage

DEAD_LETTER = "dead_letter"
"""The kind of message that tells of a notifier that gave up; its fact ``notifier`` is not told of itself."""


def address_message(desk: Desk, message_id: str) -> list[Delivery]:
    """Make the deliveries that are not there yet, due at once; returns them."""
    with desk.begin() as books:
        message = books.get_outbox(message_id)
        there = {delivery.notifier for delivery in books.deliveries_of(message_id)}
        made = [
            Delivery(message_id, name, next_at=desk.now())
            for name in desk.notifiers
            if name not in there and _takes(desk, name, message)
        ]
        for delivery in made:
            send_off(desk, books, delivery)
    return made


def send_off(desk: Desk, books: Books, delivery: Delivery) -> None:
    """Write a waiting delivery and have it tried now (inside the caller's transaction)."""
    books.save_delivery(delivery)
    books.schedule(work_of(delivery.notifier), delivery.message_id, desk.now())


def work_of(notifier: str) -> str:
    """The kind of work that brings messages to this notifier."""
    return f"deliver:{notifier}"


def _takes(desk: Desk, notifier: str, message: OutboxMessage) -> bool:
    if message.kind == DEAD_LETTER and message.facts.get("notifier") == notifier:
        return False
    return desk.audience(notifier).takes(message.kind, message.customer_id)
