"""Sending a form of the desk: one flow, done once however often the form comes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk, Replayed
from panel_refunds.pages.visit import Visit


def do_once(visit: Visit, once: str, what: str, work: Callable[[Desk], object], *, wakes: bool = False) -> bool:
    """Run ``work`` at a desk that does it once; False when an earlier sending of the same form has done it."""
    try:
        work(visit.desk_once(once, what))
    except Replayed:
        return False
    if wakes:
        visit.wake()
    return True


def check_chosen(given: str, offered: Collection[str], field: str) -> None:
    """Refused with ``field_missing`` when none of what is offered was chosen."""
    if given not in offered:
        raise Refused("field_missing", "Choose one of these.", field=field)
