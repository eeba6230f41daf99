"""Where a tenant requires one-time codes: who has none sets them up between the password and the session.

There is no session before that, so there is nothing else that could be done. What leads here is what leads to the code
of somebody who has one; it is good for ten minutes.
"""

from __future__ import annotations

from typing import NamedTuple

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.portal_session import Opened, digest_of
from panel_refunds.flows.staff_codes import Secret, begin_codes, check_first_code, keep_first_code
from panel_refunds.flows.staff_sign_in import find_code_wanted, open_session
from panel_refunds.store import Staff


class FirstCodes(NamedTuple):
    """The session, and the recovery codes, which are told this once."""

    opened: Opened
    codes: list[str]


def begin_first_codes(desk: Desk, token: str) -> Secret:
    """The secret to be put into a telephone, the same one each time; refused with ``link_used`` when it is too late."""
    return begin_codes(desk, _holder(desk, token).person)


def confirm_first_codes(desk: Desk, token: str, code: str, *, site: str) -> FirstCodes:
    """A code shows that the secret arrived, and opens the session; refused with ``code_wrong`` or ``link_used``."""
    staff = _holder(desk, token)
    step = check_first_code(desk, staff, code)
    with desk.begin(looks_for_key=False) as books:
        if books.use_staff_pass(digest_of(token), "code", desk.now()) is None:
            raise Refused("link_used")
        staff, codes = keep_first_code(desk, books, staff, step)
        return FirstCodes(open_session(desk, books, staff, site, how="first code"), codes)


def _holder(desk: Desk, token: str) -> Staff:
    staff = find_code_wanted(desk, token)
    if staff is None or staff.has_code:
        raise Refused("link_used")
    return staff
