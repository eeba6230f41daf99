"""Everything of one tenant that is due now, piece by piece.

    claim (a lease and a fencing number)  →  the flow, with no transaction of ours open  →  finish, or come again

A piece is finished only while its fencing number still fits: what a flow scheduled anew stays scheduled. A piece that
fails is put off and stops nobody else; one whose worker died is taken again when its lease is over.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence
from datetime import timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.store import Work
from panel_refunds.worker.errands import Again, find_errand
from panel_refunds.worker.patience import FIRST, longer_each_time
from panel_refunds.worker.place_of import place_of
from panel_refunds.worker.rounds import keep_polling

LEASE = timedelta(minutes=5)
ENOUGH_FOR_ONE = timedelta(minutes=2)
AT_ONCE = 50


def run_due(
    desk: Desk,
    *,
    limit: int = 1000,
    kinds: Collection[str] | None = None,
    stop: threading.Event | None = None,
    at_once: int = AT_ONCE,
) -> int:
    """Run what is due at ``desk.now()``, at most ``limit`` pieces; returns how many were run.

    ``kinds`` leaves out all others; ``at_once`` are claimed together; ``stop`` ends after the piece in hand, and what
    was claimed besides is free again.
    """
    if kinds is None or "poll" in kinds:
        keep_polling(desk)
    done = 0
    while done < limit and not is_set(stop):
        with desk.begin() as books:
            claimed = books.claim_work(desk.now(), LEASE, min(at_once, limit - done), kinds=kinds)
        if not claimed:
            break
        done += _run_claimed(desk, claimed, stop)
    return done


def _run_claimed(desk: Desk, claimed: Sequence[Work], stop: threading.Event | None) -> int:
    for number, work in enumerate(claimed):
        # A long piece before this one may have used up the lease: then it is left to whoever claims it next.
        if is_late(desk, work) or is_set(stop):
            hand_back(desk, claimed[number:])
            return number
        run_piece(desk, work)
    return len(claimed)


def run_piece(desk: Desk, work: Work) -> None:
    """Run one claimed piece, then finish it or put it off; whatever it trips over is told in the log."""
    try:
        errand = find_errand(work.kind)
        again = errand(desk, work) if errand else Again()
    except Exception as error:  # noqa: BLE001 - whatever one piece trips over, the others are run
        again = Again()
        desk.log.warning(
            "work_failed",
            kind=work.kind,
            ref=work.ref,
            tries=work.tries,
            error=type(error).__name__,
            at=place_of(error),
        )
    if again is not None and again.settled:
        return
    with desk.begin() as books:
        if again is None:
            books.finish_work(work)
            return
        due_at = desk.now() + (again.wait or longer_each_time(FIRST, work.tries))
        if books.postpone_work(work, due_at) and again.fresh:
            books.schedule(work.kind, work.ref, due_at)


def is_late(desk: Desk, work: Work) -> bool:
    """Whether what is left of the lease may be too little for a piece that was not begun."""
    return work.lease_until is not None and desk.now() > work.lease_until - ENOUGH_FOR_ONE


def hand_back(desk: Desk, works: Sequence[Work]) -> None:
    """Let go of pieces that were claimed and not begun: they are due as before."""
    with desk.begin() as books:
        for work in works:
            books.release_work(work, work.due_at)


def is_set(stop: threading.Event | None) -> bool:
    """Whether everything is to end."""
    return stop is not None and stop.is_set()
