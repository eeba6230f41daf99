"""What never ends has its next round among the work that is due, like everything else.

A round is put there once for each tenant, by whoever meets the tenant first, and from then on every round leaves the
next one behind.
"""

from __future__ import annotations

from panel_refunds.flows.desk import Desk

EVERYTHING = "all"
"""What a round is about that is made for the whole tenant."""


def keep_polling(desk: Desk) -> None:
    """Every provider of the tenant has its next poll; a new one is asked at once."""
    _keep(desk, [("poll", name) for name in desk.providers])


def keep_tidying(desk: Desk) -> None:
    """What nobody needs any more is looked for, at once in books that nobody has tidied yet."""
    kinds = ("forget_replies", "forget_sessions", "sweep_files")
    _keep(desk, [(kind, EVERYTHING) for kind in kinds])


def keep_reconciling(desk: Desk) -> None:
    """Every gateway of the tenant has its next comparison; a new one is compared at once."""
    _keep(desk, [("reconcile", name) for name in desk.gateways])


def _keep(desk: Desk, rounds: list[tuple[str, str]]) -> None:
    with desk.read() as books:
        missing = [(kind, ref) for kind, ref in rounds if books.find_work(kind, ref) is None]
    if missing:
        with desk.begin() as books:
            for kind, ref in missing:
                books.schedule(kind, ref, desk.now())
