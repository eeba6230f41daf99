"""Step: a change of a person of the staff, inside the transaction of the flow that makes it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from secrets import token_urlsafe
from typing import Any

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import login_of
from panel_refunds.flows.portal_session import digest_of
from panel_refunds.store import Books, Staff, StaffPass, TryAgain

INVITATION_LASTS = timedelta(hours=24)
MOST_OF_MEMBER = 254
_LOGIN = re.compile(r"[a-z][a-z0-9]{0,31}")


def spell_login(text: str) -> str | None:
    """The login name that is meant, None for what cannot be one."""
    spelled = text.strip().casefold()
    return spelled if _LOGIN.fullmatch(spelled) else None


def spell_member(text: str) -> str | None:
    """The word by which a sign-in service knows somebody; None for what cannot be one. Addresses have no capitals."""
    spelled = text.strip()
    if not 0 < len(spelled) <= MOST_OF_MEMBER or not spelled.isprintable():
        return None
    return spelled.casefold() if "@" in spelled else spelled


def get_staff(books: Books, login: str) -> Staff:
    """The person of that login name; refused with ``not_found``."""
    found = books.find_staff(login)
    if found is None:
        raise Refused("not_found", f"Nobody of the staff is called {login[:40]!r}.", field="login")
    return found


def find_person(books: Books, person: str) -> Staff | None:
    """Who of the staff goes by ``role-login``, as long as they have that role and are active."""
    found = books.find_staff(login_of(person))
    return found if found is not None and found.person == person and found.state == "active" else None


def get_person(books: Books, person: str) -> Staff:
    """As ``find_person``; refused with ``not_signed_in`` when there is nobody, or no longer."""
    found = find_person(books, person)
    if found is None:
        raise Refused("not_signed_in", "Please sign in again.")
    return found


def change(desk: Desk, books: Books, seen: Staff, **values: Any) -> Staff:
    """Write what changed of a person and return it; somebody else's change meanwhile is a reason to start again."""
    changed = books.change_staff(seen, replace(seen, changed_at=desk.now(), **values))
    if changed is None:
        raise TryAgain("Somebody else changed this member of the staff at the same moment; try again.")
    return changed


def shut_out(books: Books, staff: Staff) -> int:
    """End what this person has open: every session, every invitation and half a sign-in; returns how many sessions."""
    books.end_staff_passes(staff.staff_id)
    return books.end_sessions("staff", staff.person)


def invite(desk: Desk, books: Books, staff: Staff) -> str:
    """The token of a new invitation; earlier ones are void."""
    books.end_staff_passes(staff.staff_id)
    token = token_urlsafe(32)
    now = desk.now()
    books.add_staff_pass(StaffPass(digest_of(token), staff.staff_id, "invitation", now, now + INVITATION_LASTS))
    return token
