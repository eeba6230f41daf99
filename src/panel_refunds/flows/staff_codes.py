"""One-time codes from a telephone (RFC 6238), and the codes on paper for the day when it is lost.

    make a secret, show it as a picture  →  a code of it proves that it arrived  →  from then on signing in asks for one

A code is good for its half minute and the ones beside it, and once: whoever watched it being typed has nothing.
Recovery codes are 80 random bits each, kept as digests, shown when they are made and never again.
"""

from __future__ import annotations

import hmac
import secrets
from io import BytesIO
from typing import NamedTuple

import pyotp
import segno

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.portal_session import digest_of
from panel_refunds.flows.staff_changes import change, get_person, shut_out
from panel_refunds.flows.staff_passwords import password_fits
from panel_refunds.flows.staff_tries import count_try
from panel_refunds.store import Books, RecoveryCode, Staff

HOW_MANY = 10
STEP = 30
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_PARTS, _LENGTH = 4, 4


class Secret(NamedTuple):
    """A secret that waits for its first code: as text to type, and as the address that a picture holds."""

    text: str
    address: str


def begin_codes(desk: Desk, person: str) -> Secret:
    """The secret to be put into a telephone: a new one, or the one that is waiting already.

    Refused with ``code_not_possible`` where the installation has no key to keep it, and while codes are in use.
    """
    with desk.read() as books:
        seen = _without_codes(get_person(books, person))
    if seen.totp is not None:
        return _secret_of(desk, seen)
    sealed = desk.sealing.seal(pyotp.random_base32())
    with desk.begin(looks_for_key=False) as books:
        seen = _without_codes(get_person(books, person))
        staff = seen if seen.totp is not None else change(desk, books, seen, totp=sealed)
    return _secret_of(desk, staff)


def find_waiting_secret(desk: Desk, person: str) -> Secret | None:
    """The secret that waits for its first code; None when there is none, and it is never shown again after that."""
    with desk.read() as books:
        staff = get_person(books, person)
    return _secret_of(desk, staff) if staff.totp is not None and not staff.has_code else None


def draw_secret(secret: Secret) -> bytes:
    """The picture for the telephone's camera, as SVG without scripts or styles; dark on white also on dark pages."""
    picture = BytesIO()
    segno.make(secret.address, error="m").save(
        picture, kind="svg", scale=6, border=4, dark="#000", light="#fff", xmldecl=False, nl=False
    )
    return picture.getvalue()


def confirm_codes(desk: Desk, person: str, code: str) -> list[str]:
    """A code shows that the secret arrived: from now on it is asked for. Returns ten recovery codes, told this once."""
    with desk.read() as books:
        staff = get_person(books, person)
    step = check_first_code(desk, staff, code)
    with desk.begin(looks_for_key=False) as books:
        return keep_first_code(desk, books, staff, step)[1]


def check_first_code(desk: Desk, staff: Staff, code: str) -> int:
    """The half minute of the code that proves it; refused with ``code_wrong``, ``code_not_possible`` or as a try is."""
    _without_codes(staff)
    if staff.totp is None:
        raise Refused("code_wrong", "Begin with the picture, please.", field="code")
    count_try(desk, staff.login)
    step = step_of(desk, staff, code)
    if step is None:
        raise Refused("code_wrong", field="code")
    return step


def keep_first_code(desk: Desk, books: Books, staff: Staff, step: int) -> tuple[Staff, list[str]]:
    """Ask for codes from now on: the person as they are now, and their recovery codes."""
    now = desk.now()
    changed = change(desk, books, staff, totp_at=now, totp_step=step)
    books.forget_failed_tries(staff.login)
    before, after = {"code": "no"}, {"code": "yes"}
    books.add_action(staff.person, "set_up_codes", staff.staff_id, now, before=before, after=after)
    return changed, _new_recovery_codes(desk, books, staff)


def make_recovery_codes(desk: Desk, person: str, password: str) -> list[str]:
    """Ten new ones in place of those there are; the password shows that it is really them."""
    staff = prove_password(desk, person, password)
    if not staff.has_code:
        raise Refused("code_not_possible", "Set up one-time codes first.")
    with desk.begin(looks_for_key=False) as books:
        left = sum(code.used_at is None for code in books.recovery_codes_of(staff.staff_id))
        change(desk, books, staff)
        before, after = {"codes": str(left)}, {"codes": str(HOW_MANY)}
        books.add_action(person, "make_recovery_codes", staff.staff_id, desk.now(), before=before, after=after)
        return _new_recovery_codes(desk, books, staff)


def remove_codes(desk: Desk, person: str, password: str) -> None:
    """Sign in without codes again, as before another telephone; the password shows that it is really them.

    Where codes are required it signs out everywhere: the next thing to do is to set up the other telephone.
    """
    staff = prove_password(desk, person, password)
    with desk.begin(looks_for_key=False) as books:
        change(desk, books, staff, totp=None, totp_at=None)
        books.drop_recovery_codes(staff.staff_id)
        if desk.tenant.staff.codes == "required":
            shut_out(books, staff)
        before, after = {"code": "yes" if staff.has_code else "no"}, {"code": "no"}
        books.add_action(person, "remove_codes", staff.staff_id, desk.now(), before=before, after=after)


def count_recovery_codes(desk: Desk, person: str) -> int:
    """How many of a person's recovery codes are left."""
    with desk.read() as books:
        codes = books.recovery_codes_of(get_person(books, person).staff_id)
    return sum(code.used_at is None for code in codes)


def step_of(desk: Desk, staff: Staff, code: str) -> int | None:
    """The half minute whose code this is, if it was not taken before; None when it is none of this moment."""
    digits = "".join(code.split())
    if staff.totp is None or len(digits) != 6 or not digits.isascii() or not digits.isdigit():  # noqa: PLR2004 - RFC 6238
        return None
    maker = pyotp.TOTP(desk.sealing.open(staff.totp), interval=STEP)
    now = int(desk.now().timestamp()) // STEP
    found = None
    for step in (now - 1, now, now + 1):
        if hmac.compare_digest(maker.generate_otp(step), digits) and step > staff.totp_step:
            found = step
    return found


def prove_password(desk: Desk, person: str, password: str) -> Staff:
    """The person, who typed their password once more; refused with ``sign_in_refused`` or ``too_many_tries``."""
    with desk.read() as books:
        staff = get_person(books, person)
    count_try(desk, staff.login)
    if not password_fits(staff.password, password):
        raise Refused("sign_in_refused", "That is not your password.", field="password")
    with desk.begin(looks_for_key=False) as books:
        books.forget_failed_tries(staff.login)
    return staff


def digest_of_recovery(code: str) -> str:
    """What is kept of a recovery code, however it was typed."""
    return digest_of("".join(letter for letter in code.casefold() if letter in _ALPHABET))


def _new_recovery_codes(desk: Desk, books: Books, staff: Staff) -> list[str]:
    books.drop_recovery_codes(staff.staff_id)
    made = [_new_code() for _ in range(HOW_MANY)]
    for code in made:
        books.add_recovery_code(RecoveryCode(digest_of_recovery(code), staff.staff_id, desk.now()))
    return made


def _new_code() -> str:
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH)) for _ in range(_PARTS))


def _without_codes(staff: Staff) -> Staff:
    if staff.has_code:
        raise Refused("code_not_possible", "One-time codes are set up; remove them first to use another telephone.")
    return staff


def _secret_of(desk: Desk, staff: Staff) -> Secret:
    text = desk.sealing.open(staff.totp or "")
    address = pyotp.TOTP(text, interval=STEP).provisioning_uri(name=staff.login, issuer_name=desk.tenant.name)
    return Secret(text, address)
