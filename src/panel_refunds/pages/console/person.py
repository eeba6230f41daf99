"""One person of the staff: what they are, and what an operator can do for or about them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk, Replayed
from panel_refunds.flows.look_at_trail import Wanted, look_at_trail
from panel_refunds.flows.people import is_same_person
from panel_refunds.flows.staff_changes import get_staff
from panel_refunds.flows.staff_members import (
    Invited,
    change_role,
    disable_staff,
    enable_staff,
    end_sessions_of_staff,
    reset_staff,
)
from panel_refunds.pages.answer import Answer, GoTo, Show
from panel_refunds.pages.console.drawn import console_page
from panel_refunds.pages.console.forms import PersonForm
from panel_refunds.pages.console.people import invitation_page
from panel_refunds.pages.desk.once import check_chosen
from panel_refunds.pages.visit import Visit
from panel_refunds.store import Staff

MOST_ACTS = 10
DONE = ("role", "disable", "enable", "reset", "sessions", "shown")
_DOING: Mapping[str, Callable[[Desk, str, str, str], object]] = MappingProxyType(
    {
        "role": lambda desk, login, role, by: change_role(desk, login, role=role, by=by),
        "disable": lambda desk, login, _role, by: disable_staff(desk, login, by=by),
        "enable": lambda desk, login, _role, by: enable_staff(desk, login, by=by),
        "reset": lambda desk, login, _role, by: reset_staff(desk, login, by=by),
        "sessions": lambda desk, login, _role, by: end_sessions_of_staff(desk, login, by=by),
    }
)


def show(visit: Visit) -> Answer:
    """The person as they are now."""
    done = visit.query.get("done")
    return _page(visit, None, done=done if done in DONE else None)


def send(visit: Visit) -> Answer:
    """Do one thing; a reset shows a new invitation, this once."""
    form = PersonForm.read(visit)
    login, wanted, role = visit.path["login"], form.do.data or "", form.role.data or ""
    try:
        check_chosen(wanted, _DOING, "do")
        desk = visit.desk_once(form.once.data, f"{wanted}_staff:{login}:{role}")
        made = _DOING[wanted](desk, login, role, visit.person)
    except Replayed:
        made, wanted = None, "shown" if wanted == "reset" else wanted
    except Refused as refused:
        return _page(visit, refused)
    if isinstance(made, Invited):
        return invitation_page(visit, made)
    return GoTo(f"{visit.address_of('console_person', login=login)}?done={wanted}")


def _page(visit: Visit, refused: Refused | None, *, done: str | None = None) -> Show:
    staff = _find(visit, visit.path["login"])
    given = {
        "staff": staff,
        "acts": look_at_trail(visit.desk, Wanted(person=staff.person), limit=MOST_ACTS),
        "myself": is_same_person(staff.person, visit.person),
        "form": PersonForm.fresh(visit),
        "done": done,
    }
    return console_page(visit, "person", given, refused=refused)


def _find(visit: Visit, login: str) -> Staff:
    with visit.desk.read() as books:
        return get_staff(books, login)
