"""The people who work here: all of them, and inviting another one."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Replayed
from panel_refunds.flows.staff_members import Invited, add_staff, address_of_invitation, list_staff
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.console.forms import NewPersonForm
from panel_refunds.pages.visit import Visit


def show(visit: Visit) -> Answer:
    """Everybody by login name, and the form for a new person."""
    return _page(visit, None, None)


def add(visit: Visit) -> Answer:
    """Add the person and show where they choose a password, this once."""
    form = NewPersonForm.read(visit)
    login, name, role = form.login.data or "", form.name.data or "", form.role.data or ""
    try:
        desk = visit.desk_once(form.once.data, f"add_staff:{login}:{name}:{role}")
        invited = add_staff(desk, login, name=name, role=role, by=visit.person)
    except Replayed as done:
        return GoTo(f"{visit.address_of('console_person', login=done.subject)}?done=shown")
    except Refused as refused:
        return _page(visit, form, refused)
    return invitation_page(visit, invited)


def invitation_page(visit: Visit, invited: Invited) -> Show:
    """The address of an invitation, which is shown this once."""
    address = address_of_invitation(visit.desk, invited.token or "")
    return console_page(visit, "invited", {"staff": invited.staff, "address": address})


def _page(visit: Visit, form: NewPersonForm | None, refused: Refused | None) -> Show:
    given = {"people": list_staff(visit.desk), "form": form or NewPersonForm.fresh(visit, role="support")}
    return console_page(visit, "people", given, refused=refused)
