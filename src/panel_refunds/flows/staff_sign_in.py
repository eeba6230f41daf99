"""Somebody of the staff signs in: an invitation becomes a password, a password (and a code) becomes a session.

    password  →  a session, or where one-time codes are set up  →  code  →  a session
                 where the tenant requires them and they are not   →  set them up (``staff_first_codes``)  →  a session

``staff_oidc`` is another way to the same place: the tenant's sign-in service in place of the password.

A refusal never says what was wrong, and takes as long for a name that nobody has. What was typed is compared outside
of transactions; the session is opened only over the very version of the person that was looked at, so whoever is shut
out in the same moment stays out.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import NamedTuple

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.portal_session import SESSION_LASTS, Opened, digest_of
from panel_refunds.flows.staff_changes import change, shut_out, spell_login
from panel_refunds.flows.staff_codes import digest_of_recovery, step_of
from panel_refunds.flows.staff_passwords import check_password, hash_password, is_outdated, password_fits
from panel_refunds.flows.staff_tries import count_try
from panel_refunds.store import Books, Session, Staff, StaffPass

CODE_LASTS = timedelta(minutes=10)
"""How long the code may be typed after the password."""


class PasswordTaken(NamedTuple):
    """The password was right. Either a session is open, or ``token`` leads on to the code.

    ``sets_up``: there is none yet, and it has to be set up first.
    """

    opened: Opened | None
    token: str | None
    sets_up: bool = False


def find_invitation(desk: Desk, token: str) -> Staff | None:
    """Who is invited with this token, while it is good."""
    with desk.read() as books:
        return _holder(books, token, "invitation", desk.now())


def accept_invitation(desk: Desk, token: str, password: str) -> Staff:
    """The invited person chooses a password; refused with ``link_used``, ``password_unfit`` or ``passwords_off``."""
    check_passwords_taken(desk)
    with desk.read() as books:
        desk.stop_if_replayed(books)
    invited = find_invitation(desk, token)
    if invited is None:
        raise Refused("link_used")
    hashed = hash_password(check_password(password, names_of(desk, invited)))
    with desk.begin(looks_for_key=False) as books:
        now = desk.now()
        used = books.use_staff_pass(digest_of(token), "invitation", now)
        seen = books.find_staff_by_id(used.staff_id) if used else None
        if seen is None or seen.state != "active":
            raise Refused("link_used")
        staff = change(desk, books, seen, password=hashed, password_at=now)
        shut_out(books, seen)
        books.forget_failed_tries(seen.login)
        before = {"password": "yes" if seen.password else "no"}
        books.add_action(seen.person, "accept_invitation", seen.staff_id, now, before=before, after={"password": "yes"})
        desk.remember(books, seen.login)
    return staff


def sign_in(desk: Desk, login: str, password: str, *, site: str) -> PasswordTaken:
    """With the password; refused with ``sign_in_refused``, ``too_many_tries`` or ``passwords_off``."""
    check_passwords_taken(desk)
    staff = _who_tries(desk, login)
    fits = password_fits(staff.password if staff else None, password)
    if staff is None or not fits:
        raise Refused("sign_in_refused")
    if wants_code(desk, staff):
        with desk.begin(looks_for_key=False) as books:
            return lead_to_code(desk, books, staff)
    hashed = hash_password(password) if staff.password and is_outdated(staff.password) else staff.password
    with desk.begin(looks_for_key=False) as books:
        return PasswordTaken(open_session(desk, books, staff, site, how="password", password=hashed), None)


def check_passwords_taken(desk: Desk) -> None:
    """Refused with ``passwords_off`` where the tenant's sign-in service is the only way in."""
    if desk.tenant.staff.oidc is not None and desk.tenant.staff.oidc.only:
        raise Refused("passwords_off")


def wants_code(desk: Desk, staff: Staff) -> bool:
    """Whether a session needs more than what was shown so far."""
    return staff.has_code or desk.tenant.staff.codes == "required"


def lead_to_code(desk: Desk, books: Books, staff: Staff) -> PasswordTaken:
    """Give out what leads on to the code, or to setting it up."""
    token, now = secrets.token_urlsafe(32), desk.now()
    books.add_staff_pass(StaffPass(digest_of(token), staff.staff_id, "code", now, now + CODE_LASTS))
    return PasswordTaken(None, token, sets_up=not staff.has_code)


def find_code_wanted(desk: Desk, token: str) -> Staff | None:
    """Of whom a code is awaited with this token; None when it is over, and the password has to be typed again."""
    with desk.read() as books:
        return _holder(books, token, "code", desk.now())


def sign_in_with_code(desk: Desk, token: str, code: str, *, site: str) -> Opened:
    """With a one-time code or a recovery code; refused with ``code_wrong``, ``link_used`` or ``too_many_tries``."""
    staff = find_code_wanted(desk, token)
    if staff is None or not staff.has_code:
        raise Refused("link_used")
    count_try(desk, staff.login)
    step = step_of(desk, staff, code)
    with desk.begin(looks_for_key=False) as books:
        now = desk.now()
        if books.use_staff_pass(digest_of(token), "code", now) is None:
            raise Refused("link_used")
        if step is not None:
            return open_session(desk, books, staff, site, how="code", totp_step=step)
        if not books.use_recovery_code(staff.staff_id, digest_of_recovery(code), now):
            raise Refused("code_wrong", field="code")
        return open_session(desk, books, staff, site, how="recovery code")


def names_of(desk: Desk, staff: Staff) -> list[str]:
    """The names that make no password: the person's, the brand's, and those of its hosts."""
    tenant = desk.tenant
    hosts = [part for site in tenant.sites for host in site.hosts for part in (host, *host.split("."))]
    words = [*staff.name.split(), *tenant.name.split(), staff.login, staff.role, tenant.slug, tenant.name, *hosts]
    return [word for word in words if len(word) > 2]  # noqa: PLR2004 - two letters are in every other word


def _who_tries(desk: Desk, login: str) -> Staff | None:
    """Count the try, and find out who of the staff it is; None for nobody, and for who may not sign in."""
    spelled = spell_login(login)
    if spelled is None:
        return None
    count_try(desk, spelled)
    with desk.read() as books:
        found = books.find_staff(spelled)
    return found if found is not None and found.state == "active" else None


def _holder(books: Books, token: str, kind: str, now: datetime) -> Staff | None:
    given = books.find_staff_pass(digest_of(token))
    if given is None or given.kind != kind or given.used_at is not None or given.ends_at <= now:
        return None
    staff = books.find_staff_by_id(given.staff_id)
    return staff if staff is not None and staff.state == "active" else None


def open_session(desk: Desk, books: Books, seen: Staff, site: str, *, how: str, **values: object) -> Opened:
    """Open a session over the version of the person that was looked at."""
    now = desk.now()
    change(desk, books, seen, signed_in_at=now, **values)
    books.forget_failed_tries(seen.login)
    secret = secrets.token_urlsafe(32)
    session = Session(
        digest=digest_of(secret),
        session_id=desk.new_id("session"),
        kind="staff",
        subject=seen.person,
        site=site,
        csrf=secrets.token_urlsafe(32),
        opened_at=now,
        ends_at=now + SESSION_LASTS,
        last_at=now,
    )
    books.add_session(session)
    books.add_action(seen.person, "sign_in", seen.staff_id, now, after={"with": how, "session": session.session_id})
    return Opened(secret, session)
