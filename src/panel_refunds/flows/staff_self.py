"""What everybody of the staff looks after themselves: their password, and the browsers they are signed in with."""

from __future__ import annotations

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.staff_changes import change, get_person, shut_out
from panel_refunds.flows.staff_codes import prove_password
from panel_refunds.flows.staff_passwords import check_password, hash_password
from panel_refunds.flows.staff_sign_in import names_of
from panel_refunds.store import Session, Staff


def show_self(desk: Desk, person: str) -> Staff:
    """Who is signed in."""
    with desk.read() as books:
        return get_person(books, person)


def change_password(desk: Desk, person: str, *, old: str, new: str) -> int:
    """Choose another password; every browser is signed out, this one too. Returns of how many."""
    with desk.read() as books:
        staff = get_person(books, person)
    spelled = check_password(new, names_of(desk, staff))
    staff = prove_password(desk, person, old)
    hashed = hash_password(spelled)
    with desk.begin(looks_for_key=False) as books:
        now = desk.now()
        change(desk, books, staff, password=hashed, password_at=now)
        ended = shut_out(books, staff)
        books.add_action(person, "change_password", staff.staff_id, now, after={"sessions_ended": str(ended)})
    return ended


def sessions_of_staff(desk: Desk, person: str) -> list[Session]:
    """Where a person is signed in, the newest first."""
    now = desk.now()
    with desk.read() as books:
        found = books.sessions_of(person)
    return [session for session in reversed(found) if session.kind == "staff" and session.ends_at > now]


def end_own_session(desk: Desk, person: str, session_id: str) -> None:
    """Sign out one browser; refused with ``not_found`` when it is not this person's."""
    with desk.begin(looks_for_key=False) as books:
        mine = [each for each in books.sessions_of(person) if each.kind == "staff" and each.session_id == session_id]
        if not mine:
            raise Refused("not_found", "That browser is signed out already.")
        books.end_session(session_id)
        books.add_action(person, "end_session", session_id, desk.now())


def sign_out(desk: Desk, session: Session) -> None:
    """Sign out this browser."""
    with desk.begin(looks_for_key=False) as books:
        if books.end_session(session.session_id):
            books.add_action(session.subject, "sign_out", session.session_id, desk.now())
