"""Somebody new follows the invitation and chooses a password. Looking at the page uses nothing up."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Replayed
from panel_refunds.flows.staff_passwords import LEAST
from panel_refunds.flows.staff_sign_in import accept_invitation, find_invitation
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.signing_in.asked import ChooseForm, show_refused
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/invitation.html"


def show(visit: Visit) -> Answer:
    """The form; a used or old invitation is told as such."""
    staff = find_invitation(visit.desk, visit.path["token"])
    if staff is None:
        return Show("signing_in/invitation_over.html", status=410)
    form = ChooseForm.fresh(visit)
    return Show(TEMPLATE, {"form": form, "refused_field": None, "staff": staff, "least": LEAST})


def send(visit: Visit) -> Answer:
    """Keep the password and go on to sign in with it; sent twice, it is done once."""
    token = visit.path["token"]
    try:
        form = ChooseForm.read(visit)
        desk = visit.desk_once(form.once.data, f"accept {token}")
        accept_invitation(desk, token, form.password.data or "")
    except Replayed:
        return _to_sign_in(visit)
    except Refused as refused:
        staff = find_invitation(visit.desk, token)
        if staff is None or refused.code == "link_used":
            return Show("signing_in/invitation_over.html", status=410)
        return show_refused(visit, TEMPLATE, ChooseForm.fresh(visit), refused, staff=staff, least=LEAST)
    return _to_sign_in(visit)


def _to_sign_in(visit: Visit) -> Answer:
    return GoTo(f"{visit.address_of('staff_sign_in')}?welcome=yes")
