"""A delivery becomes a dead letter: written down, and told to people through the other notifiers.

A mail server that is gone for a week kills many letters; people are told once a day for each notifier, and the list has
them all. Of a dead letter that itself tells of dead letters nobody is told, so nothing goes round in circles.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.flows.address_message import DEAD_LETTER
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.store import Books, Delivery, OutboxMessage

TELL_EVERY = timedelta(days=1)


def bury(desk: Desk, books: Books, dead: Delivery, message: OutboxMessage) -> None:
    """Write the dead delivery, and tell the staff where they were not told lately (in the caller's transaction)."""
    last = books.last_death_at(dead.notifier)
    books.save_delivery(dead)
    if message.kind == DEAD_LETTER or (last is not None and desk.now() < last + TELL_EVERY):
        return
    text = (
        f"{dead.notifier} gave up on a message ({message.kind}): {dead.error or 'no reason is known'}. Mend it, then"
        f" look at what else did not arrive and send it again: panel-refunds dead-letters"
    )
    facts = {"notifier": dead.notifier, "delivery": dead.key, "kind": message.kind}
    post(desk, books, DEAD_LETTER, text, request_id=message.request_id, facts=facts)
