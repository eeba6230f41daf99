"""One-time codes are set up on the way in, where the tenant requires them; the session comes with the first code."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_codes import draw_secret
from panel_refunds.flows.staff_first_codes import begin_first_codes, confirm_first_codes
from panel_refunds.pages.answer import Answer, GoTo, Sent, Show
from panel_refunds.pages.signing_in.asked import CodeForm, onward, show_refused
from panel_refunds.pages.signing_in.codes import grouped
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/first_codes.html"
OVER = ("link_used", "form_expired")


def show(visit: Visit) -> Answer:
    """The picture and the form; without a password before it, that comes first."""
    try:
        secret = begin_first_codes(visit.desk, _token(visit))
    except Refused as refused:
        return _from_the_start(visit, refused)
    form = CodeForm.fresh(visit, next=onward(visit, visit.query.get("next")))
    return Show(TEMPLATE, {"form": form, "refused_field": None, "secret": grouped(secret.text)})


def show_picture(visit: Visit) -> Answer:
    """The picture itself."""
    try:
        return Sent(draw_secret(begin_first_codes(visit.desk, _token(visit))), "image/svg+xml")
    except Refused:
        raise Refused("not_found") from None


def send(visit: Visit) -> Answer:
    """The first code: the recovery codes are shown, and whoever typed it is in."""
    try:
        form = CodeForm.read(visit)
        secret = begin_first_codes(visit.desk, _token(visit))
    except Refused as refused:
        return _from_the_start(visit, refused)
    try:
        made = confirm_first_codes(visit.desk, _token(visit), form.code.data or "", site=visit.host)
    except Refused as refused:
        if refused.code in OVER:
            return _from_the_start(visit, refused)
        return show_refused(visit, TEMPLATE, form, refused, secret=grouped(secret.text))
    given = {"codes": made.codes, "first": True, "wanted": onward(visit, form.next.data)}
    return Show("signing_in/recovery_made.html", given, opened=made.opened)


def _token(visit: Visit) -> str:
    return visit.guest.csrf if visit.guest else ""


def _from_the_start(visit: Visit, refused: Refused) -> Answer:
    if refused.code not in OVER:
        raise refused
    return GoTo(visit.address_of("staff_sign_in"))
