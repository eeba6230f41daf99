"""New codes on paper, and signing in without one-time codes again: both want the password once more."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_codes import make_recovery_codes, remove_codes
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.signing_in.asked import ProveForm, show_refused
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/recovery.html"
REMOVAL = "signing_in/codes_remove.html"


def show(visit: Visit) -> Answer:
    """Ask for the password."""
    return Show(TEMPLATE, {"form": ProveForm.fresh(visit), "refused_field": None})


def send(visit: Visit) -> Answer:
    """Make them, and show them this once."""
    form = ProveForm.read(visit)
    try:
        codes = make_recovery_codes(visit.desk, visit.person, form.password.data or "")
    except Refused as refused:
        return show_refused(visit, TEMPLATE, ProveForm.fresh(visit), refused)
    return Show("signing_in/recovery_made.html", {"codes": codes, "first": False, "wanted": None})


def ask_removal(visit: Visit) -> Answer:
    """Ask for the password."""
    return Show(REMOVAL, {"form": ProveForm.fresh(visit), "refused_field": None})


def remove(visit: Visit) -> Answer:
    """Forget the secret and the codes on paper."""
    form = ProveForm.read(visit)
    try:
        remove_codes(visit.desk, visit.person, form.password.data or "")
    except Refused as refused:
        return show_refused(visit, REMOVAL, ProveForm.fresh(visit), refused)
    return GoTo(f"{visit.address_of('staff_me')}?done=removed")
