"""Somebody of the staff signs in with the tenant's sign-in service (OpenID Connect, code flow with PKCE).

    the browser goes to the service  →  comes back with a code  →  the service says whose it is  →  as after a password

An account there opens nothing by itself. A person has to be among the staff, and an operator has to have said by which
word the service knows them (``staff_members``). The first account that comes with that word stays theirs: when an
address is given to somebody else later, they do not come in with it.

What a try is bound to is made from the secret in the browser's guest cookie: another browser's code, or one that
somebody sends along, does not fit. Nothing is kept between going and coming back.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from itsdangerous import BadData, URLSafeTimedSerializer

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.sign_in_elsewhere import (
    Account,
    ServiceRefusedError,
    ServiceSilentError,
    SignInService,
    SignInTry,
)
from panel_refunds.flows.staff_changes import change, spell_member
from panel_refunds.flows.staff_members import parse_role
from panel_refunds.flows.staff_sign_in import PasswordTaken, lead_to_code, open_session, wants_code
from panel_refunds.store import Books, Staff
from panel_refunds.tenants.tenant import StaffOidc

LASTS = timedelta(minutes=10)
"""How long somebody may take at the service."""
_KNOWN_ERRORS = frozenset(
    {"access_denied", "login_required", "consent_required", "interaction_required", "temporarily_unavailable"}
)


class CameBack(NamedTuple):
    """Somebody is in, or on the way to their code; ``wanted`` is the page they were going to."""

    taken: PasswordTaken
    wanted: str


def begin_at_service(desk: Desk, secret: str, *, back: str, wanted: str) -> str:
    """Where to send the browser whose guest's secret this is; ``back`` is our address that the service sends it to.

    Refused with ``not_found`` where the tenant has no service, ``sign_in_service_silent`` where it does not answer.
    """
    word = secrets.token_urlsafe(16)
    state = _states(secret).dumps([word, wanted])
    service, _ = _service_of(desk)
    try:
        return service.address_for(_bound(secret, word, state, back))
    except ServiceSilentError as error:
        raise _silent(desk, error) from None


def come_back(desk: Desk, secret: str, told: Mapping[str, str], *, back: str, site: str) -> CameBack:
    """Let in who comes back with what the service ``told``: the query of the address.

    Refused with ``link_used`` for what this browser did not ask for, or too long ago; ``sign_in_service_refused``,
    ``sign_in_service_silent``; ``account_unknown`` for who is nobody of the staff, or may not come.
    """
    service, settings = _service_of(desk)
    state = told.get("state", "")
    try:
        word, wanted = _states(secret).loads(state, max_age=int(LASTS.total_seconds()))
    except (BadData, ValueError, TypeError):
        raise Refused("link_used") from None
    if told.get("iss", settings.issuer) != settings.issuer or not told.get("code"):
        why = told.get("error", "")
        desk.log.info("sign_in_service_refused", why=why if why in _KNOWN_ERRORS else "it sent no code")
        raise Refused("sign_in_service_refused")
    try:
        account = service.find_account(_bound(secret, word, state, back), told["code"])
    except ServiceRefusedError as error:
        desk.log.warning("sign_in_service_refused", why=str(error))
        raise Refused("sign_in_service_refused") from None
    except ServiceSilentError as error:
        raise _silent(desk, error) from None
    # The code is used up now: whatever has to be done again is done from here.
    return CameBack(desk.store.retrying(lambda: _let_in(desk, settings, account, site)), wanted)


def _let_in(desk: Desk, settings: StaffOidc, account: Account, site: str) -> PasswordTaken:
    with desk.begin(looks_for_key=False) as books:
        staff = _find_staff(desk, books, account)
        if staff is None or staff.state != "active":
            desk.log.info("account_unknown")
            raise Refused("account_unknown")
        staff = _with_role(desk, books, staff, settings, account)
        if wants_code(desk, staff):
            return lead_to_code(desk, books, staff)
        return PasswordTaken(open_session(desk, books, staff, site, how="oidc"), None)


def _find_staff(desk: Desk, books: Books, account: Account) -> Staff | None:
    """Whose account it is: theirs since they came with it first, or now."""
    known = books.find_staff_account(account.issuer, account.subject)
    if known is None and account.member is not None:
        member = spell_member(account.member)
        known = books.find_staff_identity(member) if member else None
        if known and not books.bind_staff_identity(known.member, account.issuer, account.subject, desk.now()):
            desk.log.warning("account_is_another", staff=known.staff_id)
            return None
    return books.find_staff_by_id(known.staff_id) if known else None


def _with_role(desk: Desk, books: Books, staff: Staff, settings: StaffOidc, account: Account) -> Staff:
    """The person with the role that their groups give, where the tenant's file says so; elsewhere as they are."""
    if not settings.roles:
        return staff
    role = next((role for group, role in settings.roles.items() if group in account.groups), None)
    if role is None:
        desk.log.info("account_unknown", staff=staff.staff_id, why="none of its groups has a role")
        raise Refused("account_unknown")
    if role == staff.role:
        return staff
    changed = change(desk, books, staff, role=parse_role(role))
    books.end_sessions("staff", staff.person)
    before, after = {"role": staff.role}, {"role": role, "with": "oidc"}
    books.add_action(changed.person, "change_role", staff.staff_id, desk.now(), before=before, after=after)
    return changed


def _service_of(desk: Desk) -> tuple[SignInService, StaffOidc]:
    if desk.sign_in_service is None or desk.tenant.staff.oidc is None:
        raise Refused("not_found", "This tenant has no sign-in service.")
    return desk.sign_in_service, desk.tenant.staff.oidc


def _silent(desk: Desk, error: ServiceSilentError) -> Refused:
    desk.log.warning("sign_in_service_silent", why=str(error))
    return Refused("sign_in_service_silent")


def _states(secret: str) -> Any:
    return URLSafeTimedSerializer(secret, salt="sign-in service")


def _bound(secret: str, word: str, state: str, back: str) -> SignInTry:
    return SignInTry(back, state, nonce=_derived(secret, "nonce", word), verifier=_derived(secret, "verifier", word))


def _derived(secret: str, what: str, word: str) -> str:
    """A word that only who has the browser's secret can know, 43 letters as PKCE wants them (RFC 7636)."""
    digest = hmac.digest(secret.encode(), f"{what} {word}".encode(), hashlib.sha256)
    return urlsafe_b64encode(digest).decode().rstrip("=")
