"""A gateway tells us something by itself: it is written down, and a worker looks for itself.

    verify the bytes  →  each event once (transaction)  →  200  …  the worker reads the object and applies it

A webhook is a hint and no more: events come twice, late and in any order, so nothing in one is booked. What is read
afterwards from the gateway is, by the flows that would have found it out without the hint too, only later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.ports import GatewayEvent
from panel_refunds.store import Notice

KIND = "notice"
LOOK_BACK = timedelta(days=3)


def hear_gateway(desk: Desk, gateway: str, raw: bytes, headers: Mapping[str, str]) -> int:
    """Take a webhook of the gateway called ``gateway``; returns how many of its events were new.

    ``WebhookRefusedError`` when the bytes are not the gateway's, or not for this account: then nothing is written.
    """
    return note_events(desk, gateway, desk.gateway(gateway).parse_webhook(raw, headers))


def note_events(desk: Desk, gateway: str, events: Sequence[GatewayEvent]) -> int:
    """Write down what was told, each event once; new ones are work for the worker at once."""
    new = 0
    with desk.begin() as books:
        for event in events:
            now = desk.now()
            notice = Notice(gateway, event.event_id, event.kind, event.ref, event.payments, event.word, now)
            if books.add_notice(notice):
                books.schedule(KIND, notice_key(gateway, event.event_id), now)
                new += 1
    return new


def notice_key(gateway: str, event_id: str) -> str:
    """The name of a notice as a piece of work."""
    return f"{gateway}/{event_id}"
