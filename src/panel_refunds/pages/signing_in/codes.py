"""One-time codes are set up: a picture for the telephone, a code to prove it, and the codes on paper, shown once."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_codes import begin_codes, confirm_codes, draw_secret, find_waiting_secret
from panel_refunds.pages.answer import Answer, GoTo, Sent, Show
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.signing_in.asked import CodeForm, show_refused
from panel_refunds.pages.visit import Visit

TEMPLATE = "signing_in/codes.html"


def begin(visit: Visit) -> Answer:
    """Make the secret; where the installation has no key to keep it, the page says what to do about that."""
    GuardedForm.read(visit)
    begin_codes(visit.desk, visit.person)
    return GoTo(visit.address_of("staff_codes"))


def show(visit: Visit) -> Answer:
    """The picture and the form; without a secret that waits there is nothing to set up."""
    secret = find_waiting_secret(visit.desk, visit.person)
    if secret is None:
        return GoTo(visit.address_of("staff_me"))
    return Show(TEMPLATE, {"form": CodeForm.fresh(visit), "refused_field": None, "secret": grouped(secret.text)})


def show_picture(visit: Visit) -> Answer:
    """The picture itself, as long as the secret waits for its first code."""
    secret = find_waiting_secret(visit.desk, visit.person)
    if secret is None:
        raise Refused("not_found")
    return Sent(draw_secret(secret), "image/svg+xml")


def send(visit: Visit) -> Answer:
    """The first code. Sent twice, the second one finds it done: new codes on paper can be made there."""
    form = CodeForm.read(visit)
    secret = find_waiting_secret(visit.desk, visit.person)
    if secret is None:
        return GoTo(f"{visit.address_of('staff_me')}?done=codes")
    try:
        codes = confirm_codes(visit.desk, visit.person, form.code.data or "")
    except Refused as refused:
        return show_refused(visit, TEMPLATE, form, refused, secret=grouped(secret.text))
    return Show("signing_in/recovery_made.html", {"codes": codes, "first": True, "wanted": None})


def grouped(text: str) -> str:
    """A secret as one types it, four letters at a time."""
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))
