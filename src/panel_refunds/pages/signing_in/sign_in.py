"""The first page for the staff: login name and password, and the tenant's sign-in service where there is one."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_sign_in import sign_in
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.signing_in.asked import SignInForm, onward, show_refused
from panel_refunds.pages.signing_in.oidc import go_on
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/sign_in.html"


def show(visit: Visit) -> Answer:
    """The form; who is signed in already goes on."""
    wanted = onward(visit, visit.query.get("next"))
    if visit.for_staff:
        return GoTo(wanted)
    invited = visit.query.get("welcome") == "yes"
    return Show(TEMPLATE, {"form": SignInForm.fresh(visit, next=wanted), "refused_field": None, "invited": invited})


def send(visit: Visit) -> Answer:
    """Sign in, or go on to the code; a form that is too old is shown once more."""
    try:
        form = SignInForm.read(visit)
    except Refused as refused:
        form = SignInForm.fresh(visit, login=visit.form.get("login"), next=visit.form.get("next"))
        return show_refused(visit, TEMPLATE, form, refused, invited=False)
    try:
        taken = sign_in(visit.desk, form.login.data or "", form.password.data or "", site=visit.host)
    except Refused as refused:
        return show_refused(visit, TEMPLATE, form, refused, invited=False)
    return go_on(visit, taken, onward(visit, form.next.data))
