"""The panel tells where a customer can be reached, or takes it back.

The product needs no address itself; only notifiers that write to customers do, and only what they need is told. Told
again, it replaces what was told before; nothing told means forgotten. It is shown to nobody and stands in no log.
"""

from __future__ import annotations

from collections.abc import Mapping

from panel_refunds.flows.desk import Desk
from panel_refunds.store import Contact


def tell_contact(desk: Desk, customer_id: str, facts: Mapping[str, str]) -> Contact:
    """Keep ``facts`` (``email``, or a notifier's own word, to a value) as all that is known of the customer."""
    contact = Contact(customer_id, dict(facts), desk.now())
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        if facts:
            books.save_contact(contact)
        else:
            books.forget_contact(customer_id)
        desk.remember(books, customer_id, contact)
    return contact
