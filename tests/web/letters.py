"""Dead letters to look at: messages that the log notifier of a tenant did not take, written past it."""

from __future__ import annotations

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.ticketing import post
from panel_refunds.store import Delivery


def bury_some(desk: Desk, many: int = 1, notifier: str = "log") -> list[str]:
    """Dead letters of ``notifier``; returns their ids."""
    made = []
    for _ in range(many):
        with desk.begin() as books:
            message = post(desk, books, "refund_sent", "It was sent.", customer="c1", request_id="rr_1")
            books.unschedule("deliver", message)
        with desk.begin() as books:
            letter = Delivery(message, notifier, "dead", 8, desk.now(), None, desk.now(), "the disk is full")
            books.save_delivery(letter)
        made.append(letter.key)
    return made
