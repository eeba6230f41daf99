"""An operator looks after the staff: adds a person, gives them another role, shuts them out, lets them in again.

A new person gets a link that is good once within a day, and chooses a password there: none is ever made up here, none
is sent by anybody. Who is no operator does none of it, and nobody does it to themselves: so there is always another
operator left who could.
"""

from __future__ import annotations

from typing import NamedTuple, get_args

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import is_same_person
from panel_refunds.flows.staff_changes import change, get_staff, invite, shut_out, spell_login, spell_member
from panel_refunds.flows.staff_rights import check_operator
from panel_refunds.store import Books, Staff, StaffIdentity, StaffRole

LONGEST_NAME = 80


class Invited(NamedTuple):
    """A person, with the token of their invitation; it is told this once. None: there is none to tell."""

    staff: Staff
    token: str | None


def list_staff(desk: Desk) -> list[Staff]:
    """Everybody, by login name."""
    with desk.read() as books:
        return books.staff()


def list_identities(desk: Desk) -> dict[str, str]:
    """By which word the sign-in service knows people, of those who have one: id of the person → the word."""
    with desk.read() as books:
        return {identity.staff_id: identity.member for identity in books.staff_identities()}


def add_staff(desk: Desk, login: str, *, name: str, role: str, by: str, identity: str | None = None) -> Invited:
    """A new person, invited; refused with ``already_exists`` for a login name that somebody has or had.

    ``identity`` is the word by which the tenant's sign-in service knows them. Where that is the only way in, there is
    no invitation.
    """
    check_operator(by)
    spelled, name, known = spell_login(login), name.strip(), parse_role(role)
    if spelled is None:
        text = "A login name is 1 to 32 small letters and digits, the first one a letter."
        raise Refused("field_invalid", text, field="login")
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise Refused("field_invalid", f"A name is one line of at most {LONGEST_NAME} characters.", field="name")
    now = desk.now()
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        if books.find_staff(spelled) is not None:
            raise Refused("already_exists", f"Somebody of the staff is called {spelled} already.", field="login")
        staff = Staff(desk.new_id("staff"), spelled, name, known, "active", now, now)
        books.add_staff(staff)
        if identity is not None:
            _identify(desk, books, staff, identity)
        token = _invite(desk, books, staff)
        books.add_action(by, "add_staff", staff.staff_id, now, after={"login": spelled, "role": known})
        desk.remember(books, spelled)
    return Invited(staff, token)


def invite_again(desk: Desk, login: str) -> Invited:
    """A new invitation for who has not chosen a password yet, for the answer to a write that was sent twice."""
    with desk.begin(looks_for_key=False) as books:
        staff = get_staff(books, login)
        token = _invite(desk, books, staff) if staff.password is None and staff.state == "active" else None
    return Invited(staff, token)


def reset_staff(desk: Desk, login: str, *, by: str) -> Invited:
    """A lost password or telephone: both are forgotten, everything is signed out, and a new invitation is made.

    Which account of the sign-in service is theirs is forgotten too: the next one that comes with their word is.
    """
    check_operator(by)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        seen = _another(get_staff(books, login), by)
        if seen.state != "active":
            raise Refused("not_allowed", f"{seen.login} is disabled; enable them first.", field="login")
        staff = change(desk, books, seen, password=None, password_at=None, totp=None, totp_at=None)
        shut_out(books, seen)
        books.drop_recovery_codes(seen.staff_id)
        books.forget_failed_tries(seen.login)
        books.free_staff_identity(seen.staff_id)
        token = _invite(desk, books, staff)
        books.add_action(by, "reset_staff", seen.staff_id, desk.now(), before=_ways_in(seen), after=_ways_in(staff))
        desk.remember(books, seen.login)
    return Invited(staff, token)


def set_identity(desk: Desk, login: str, *, identity: str | None, by: str) -> Staff:
    """Say by which word the sign-in service knows a person, None: by none. They are signed out everywhere."""
    check_operator(by)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        staff = _another(get_staff(books, login), by)
        had = books.drop_staff_identity(staff.staff_id)
        if identity is not None:
            _identify(desk, books, staff, identity)
        books.end_sessions("staff", staff.person)
        before, after = ({"identity": "yes" if there else "no"} for there in (had, identity is not None))
        books.add_action(by, "set_identity", staff.staff_id, desk.now(), before=before, after=after)
        desk.remember(books, staff.login)
    return staff


def change_role(desk: Desk, login: str, *, role: str, by: str) -> Staff:
    """Give a person another role; they are signed out and come back with it."""
    check_operator(by)
    known = parse_role(role)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        seen = _another(get_staff(books, login), by)
        staff = seen
        if known != seen.role:
            staff = change(desk, books, seen, role=known)
            books.end_sessions("staff", seen.person)
            books.add_action(
                by, "change_role", seen.staff_id, desk.now(), before={"role": seen.role}, after={"role": known}
            )
        desk.remember(books, seen.login)
    return staff


def disable_staff(desk: Desk, login: str, *, by: str) -> Staff:
    """Shut a person out at once, wherever they are signed in; what they did stays theirs."""
    return _set_state(desk, login, "disabled", by)


def enable_staff(desk: Desk, login: str, *, by: str) -> Staff:
    """Let a person in again, with the password they had."""
    return _set_state(desk, login, "active", by)


def end_sessions_of_staff(desk: Desk, login: str, *, by: str) -> int:
    """Sign a person out everywhere; returns of how many browsers."""
    check_operator(by)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        staff = get_staff(books, login)
        ended = books.end_sessions("staff", staff.person)
        books.add_action(by, "end_sessions", staff.staff_id, desk.now(), after={"ended": str(ended)})
        desk.remember(books, staff.login, ended)
    return ended


def parse_role(text: str) -> StaffRole:
    """The role of that name; refused with ``field_invalid``."""
    for role in get_args(StaffRole):
        if role == text:
            found: StaffRole = role
            return found
    raise Refused("field_invalid", f"A role is one of: {', '.join(get_args(StaffRole))}.", field="role")


def address_of_invitation(desk: Desk, token: str) -> str:
    """Where an invitation is accepted."""
    return f"{_address_of(desk)}/staff/invitation/{token}"


def address_of_sign_in(desk: Desk) -> str:
    """Where the staff signs in."""
    return f"{_address_of(desk)}/staff/sign-in"


def _address_of(desk: Desk) -> str:
    """The tenant's own address, else its first host."""
    tenant = desk.tenant
    return tenant.portal.address or f"https://{tenant.sites[0].hosts[0].removeprefix('*.')}"


def _identify(desk: Desk, books: Books, staff: Staff, identity: str) -> None:
    member = spell_member(identity)
    if member is None:
        text = "This is what the sign-in service says of a person: one line, like an e-mail address."
        raise Refused("field_invalid", text, field="identity")
    if books.find_staff_identity(member) is not None:
        raise Refused("already_exists", "Somebody else of the staff is known by that.", field="identity")
    books.add_staff_identity(StaffIdentity(member, staff.staff_id, desk.now()))


def _invite(desk: Desk, books: Books, staff: Staff) -> str | None:
    """The token of an invitation to choose a password; None where there are none."""
    oidc = desk.tenant.staff.oidc
    return None if oidc is not None and oidc.only else invite(desk, books, staff)


def _set_state(desk: Desk, login: str, state: str, by: str) -> Staff:
    check_operator(by)
    with desk.begin() as books:
        desk.stop_if_replayed(books)
        seen = _another(get_staff(books, login), by)
        staff = seen
        if state != seen.state:
            staff = change(desk, books, seen, state=state)
            shut_out(books, seen)
            word = "disable_staff" if state == "disabled" else "enable_staff"
            books.add_action(by, word, seen.staff_id, desk.now(), before={"state": seen.state}, after={"state": state})
        desk.remember(books, seen.login)
    return staff


def _another(staff: Staff, by: str) -> Staff:
    if is_same_person(staff.person, by):
        raise Refused("second_person_needed", "Another operator has to do that for you.", field="by")
    return staff


def _ways_in(staff: Staff) -> dict[str, str]:
    return {"password": "yes" if staff.password else "no", "code": "yes" if staff.has_code else "no"}
