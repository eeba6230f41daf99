"""The second page, for those who set up one-time codes: the code, or one from paper."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_sign_in import find_code_wanted, sign_in_with_code
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.signing_in.asked import CodeForm, onward, show_refused
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/with_code.html"


def show(visit: Visit) -> Answer:
    """The form; without a password before it, that comes first."""
    staff = find_code_wanted(visit.desk, visit.guest.csrf) if visit.guest else None
    if staff is None or not staff.has_code:
        return _from_the_start(visit)
    form = CodeForm.fresh(visit, next=onward(visit, visit.query.get("next")))
    return Show(TEMPLATE, {"form": form, "refused_field": None})


def send(visit: Visit) -> Answer:
    """Sign in; where the time for the code is over, begin again."""
    try:
        form = CodeForm.read(visit)
        secret = visit.guest.csrf if visit.guest else ""
        opened = sign_in_with_code(visit.desk, secret, form.code.data or "", site=visit.host)
    except Refused as refused:
        if refused.code in ("link_used", "form_expired"):
            return _from_the_start(visit)
        return show_refused(visit, TEMPLATE, form, refused)
    return GoTo(onward(visit, form.next.data), opened=opened)


def _from_the_start(visit: Visit) -> Answer:
    return GoTo(visit.address_of("staff_sign_in"))
