"""What waits for a notifier that the tenant's file no longer names becomes dead letters: seen, not silently lost."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.flows.address_message import work_of
from panel_refunds.flows.burying import bury
from panel_refunds.flows.desk import Desk

AT_ONCE = 100
WHY = "the tenant's file no longer names this notifier"


def retire_notifiers(desk: Desk) -> list[str]:
    """Bury what waits for notifiers that are gone; returns their names."""
    with desk.read() as books:
        gone = [name for name in books.notifiers_waited_for() if name not in desk.notifiers]
    for name in gone:
        while _bury_some(desk, name):
            pass
    return gone


def _bury_some(desk: Desk, notifier: str) -> bool:
    """A page of them in one transaction; False when none was left."""
    with desk.begin() as books:
        waiting = books.waiting_for(notifier, AT_ONCE)
        for delivery in waiting:
            books.unschedule(work_of(notifier), delivery.message_id)
            dead = replace(delivery, state="dead", next_at=None, ended_at=desk.now(), error=WHY)
            bury(desk, books, dead, books.get_outbox(delivery.message_id))
    return bool(waiting)
