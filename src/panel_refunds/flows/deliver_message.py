"""A message of the outbox is brought to the tenant's notifiers, each at least once, none stopped by another."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.flows.desk import Desk
from panel_refunds.ports import Message


def deliver_message(desk: Desk, outbox_id: str) -> bool:
    """Deliver to every notifier that does not have it yet; False when one failed and the worker should come again."""
    with desk.read() as books:
        waiting = books.get_outbox(outbox_id)
    message = Message(
        waiting.kind, desk.tenant.slug, waiting.customer_id, waiting.request_id, waiting.text, waiting.facts
    )
    failed = False
    for name in desk.notifiers:
        if name in waiting.delivered:
            continue
        try:
            desk.notifiers[name].deliver(message, f"{outbox_id}:{name}")
        except Exception as error:  # noqa: BLE001 - one notifier that fails stops no other
            desk.log.warning("notifier_failed", notifier=name, outbox=outbox_id, error=type(error).__name__)
            failed = True
            continue
        waiting = replace(waiting, delivered=(*waiting.delivered, name))
        with desk.begin() as books:
            books.save_outbox(waiting)
    return not failed
