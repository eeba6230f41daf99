"""A request with everything about it, and what can be done with it."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.desk.dossier import read_dossier
from panel_refunds.pages.desk.drawn import CONFLICT, desk_page
from panel_refunds.pages.visit import Visit

TOO_LATE = frozenset({"request_closed", "request_not_in_review", "too_late", "idempotency_key_reused"})
"""Refusals that say that somebody was faster, be it in another window of the same browser."""
DONE = ("approved", "agreed", "declined", "asked")


def show(visit: Visit) -> Answer:
    """The request's page; ``done`` in the address says what was done just now."""
    done = visit.query.get("done")
    return page_of(visit, done=done if done in DONE else None)


def page_of(visit: Visit, *, done: str | None = None, refused: Refused | None = None) -> Show:
    """The page; with ``refused`` it says what happened meanwhile, instead of what was wanted."""
    dossier = read_dossier(visit, visit.path["request"])
    given = {"dossier": dossier, "view": dossier.view, "preview": dossier.preview, "done": done, "overtaken": refused}
    return desk_page(visit, "request", given, status=CONFLICT if refused else 200)


def overtaken(visit: Visit, refused: Refused) -> Show:
    """Somebody else was faster: show how things are now. Any other refusal goes on."""
    if refused.code not in TOO_LATE:
        raise refused
    return page_of(visit, refused=refused)
