"""What somebody of the staff looks after themselves, on one page, with where they are signed in."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.staff_codes import count_recovery_codes
from panel_refunds.flows.staff_self import end_own_session, sessions_of_staff, show_self, sign_out
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.forms import GuardedForm
from panel_refunds.pages.visit import Visit

DONE = ("password", "codes", "removed", "session")
"""What the page can say was done just now."""


def show(visit: Visit) -> Answer:
    """The person, their ways of signing in, and every browser they are signed in with."""
    person = visit.person
    done = visit.query.get("done")
    given = {
        "staff": show_self(visit.desk, person),
        "codes_left": count_recovery_codes(visit.desk, person),
        "sessions": sessions_of_staff(visit.desk, person),
        "done": done if done in DONE else None,
    }
    return Show("signing_in/me.html", given)


def end_session(visit: Visit) -> Answer:
    """Sign out another browser; one that is signed out already is as good."""
    GuardedForm.read(visit)
    try:
        end_own_session(visit.desk, visit.person, visit.path["session"])
    except Refused as refused:
        if refused.code != "not_found":
            raise
    return GoTo(f"{visit.address_of('staff_me')}?done=session")


def leave(visit: Visit) -> Answer:
    """Sign out this browser."""
    GuardedForm.read(visit)
    if visit.session is not None:
        sign_out(visit.desk, visit.session)
    return GoTo(visit.address_of("staff_sign_in"), signs_out=True)
