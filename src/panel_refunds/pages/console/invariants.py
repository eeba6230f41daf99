"""The invariants, live: the books are looked at a page at a time, and each page says how far it came."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.console.forms import LookForm
from panel_refunds.pages.console.so_far import SoFar, seal, unseal
from panel_refunds.pages.console.wording import INVARIANTS, PAIRS
from panel_refunds.pages.visit import Visit
from panel_refunds.refunds.audit.invariants import INVARIANT_OF
from panel_refunds.store.audit_by_page import audit_page


def show(visit: Visit) -> Answer:
    """What always has to hold; nothing is looked at yet."""
    return _page(visit, SoFar())


def look(visit: Visit) -> Answer:
    """Look at the next page of the books, and say how far it came."""
    form = LookForm.read(visit)
    if visit.session is None:
        raise Refused("not_signed_in")
    so_far = unseal(visit.session, form.so_far.data) if form.so_far.data else SoFar()
    if so_far.place is not None:
        desk = visit.desk
        so_far.add(audit_page(desk.store, desk.tenant.id, now=desk.now(), place=so_far.place))
    return _page(visit, so_far)


def _page(visit: Visit, so_far: SoFar) -> Show:
    kept = seal(visit.session, so_far) if visit.session and so_far.pages and not so_far.ended else ""
    given = {
        "so_far": so_far,
        "invariants": INVARIANTS,
        "invariant_of": INVARIANT_OF,
        "pairs": PAIRS,
        "form": LookForm.fresh(visit, so_far=kept),
        "now": visit.desk.now(),
    }
    return console_page(visit, "invariants", given)
