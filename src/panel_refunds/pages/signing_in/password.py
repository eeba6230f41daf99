"""Another password. Every browser is signed out with it, so the next page is the one to sign in on."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_passwords import LEAST
from panel_refunds.flows.staff_self import change_password
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.signing_in.asked import ChooseForm, show_refused
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/password.html"


def show(visit: Visit) -> Answer:
    """The form."""
    return Show(TEMPLATE, {"form": ChooseForm.fresh(visit), "refused_field": None, "least": LEAST})


def send(visit: Visit) -> Answer:
    """Change it."""
    form = ChooseForm.read(visit)
    try:
        change_password(visit.desk, visit.person, old=form.old.data or "", new=form.password.data or "")
    except Refused as refused:
        wrong = "old" if refused.code in ("sign_in_refused", "too_many_tries") else refused.field
        again = Refused(refused.code, refused.text, field=wrong, **refused.facts)
        return show_refused(visit, TEMPLATE, ChooseForm.fresh(visit), again, least=LEAST)
    return GoTo(f"{visit.address_of('staff_sign_in')}?welcome=yes", signs_out=True)
