"""The staff: adding people, giving them another role, shutting them out. Who may is decided by the flows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from panel_refunds.flows.staff_members import (
    Invited,
    add_staff,
    address_of_invitation,
    change_role,
    disable_staff,
    enable_staff,
    end_sessions_of_staff,
    invite_again,
    list_identities,
    list_staff,
    reset_staff,
    set_identity,
)
from panel_refunds.store import Staff
from panel_refunds.web.fields import Given, Identity, Line, Person, Shown, Word
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "staff"


class StaffView(Shown):
    """A member of the staff; ``person`` is the name by which everything they do is known.

    ``identity`` is the word by which the tenant's sign-in service knows them.
    """

    id: str
    login: str
    person: str
    name: str
    role: str
    state: str
    has_password: bool
    has_code: bool
    identity: str | None
    signed_in_at: datetime | None


class StaffListView(Shown):
    """Everybody, by login name."""

    items: list[StaffView]


class InvitedView(Shown):
    """The person, and the address where they choose a password: good once, for a day, and told this once.

    There is none where the tenant's sign-in service is the only way in.
    """

    staff: StaffView
    invitation: str | None


class SignedOutView(Shown):
    """Of how many browsers the person was signed out."""

    ended: int


class StaffGiven(Given):
    """A new person, and which operator adds them."""

    login: Word
    name: Line
    role: Word
    by: Person
    identity: Identity | None = None


class RoleGiven(Given):
    """Another role, and which operator gives it."""

    role: Word
    by: Person


class IdentityGiven(Given):
    """By which word the sign-in service knows the person, null: by none; and which operator says so."""

    identity: Identity | None
    by: Person


class ByGiven(Given):
    """Which operator does it."""

    by: Person


def show_all(call: Call, _asked: Given) -> StaffListView:
    """The people who sign in to the desk."""
    identities = list_identities(call.desk)
    return StaffListView(items=[_shown(staff, identities) for staff in list_staff(call.desk)])


def show_staff(call: Call, staff: Staff) -> StaffView:
    """The person, without any secret."""
    return _shown(staff, list_identities(call.desk))


def _shown(staff: Staff, identities: Mapping[str, str]) -> StaffView:
    return StaffView(
        id=staff.staff_id,
        login=staff.login,
        person=staff.person,
        name=staff.name,
        role=staff.role,
        state=staff.state,
        has_password=staff.password is not None,
        has_code=staff.has_code,
        identity=identities.get(staff.staff_id),
        signed_in_at=staff.signed_in_at,
    )


def show_invited(call: Call, invited: Invited) -> InvitedView:
    """The person and their invitation; null once a password is chosen."""
    address = address_of_invitation(call.desk, invited.token) if invited.token else None
    return InvitedView(staff=show_staff(call, invited.staff), invitation=address)


def show_ended(_call: Call, ended: int) -> SignedOutView:
    """How many there were."""
    return SignedOutView(ended=ended)


def add(call: Call, body: StaffGiven) -> Invited:
    """Add a person to the staff; they choose their password at the address in the answer."""
    return add_staff(call.desk, body.login, name=body.name, role=body.role, by=body.by, identity=body.identity)


def reset(call: Call, body: ByGiven) -> Invited:
    """Forget a person's password and telephone, and invite them again."""
    return reset_staff(call.desk, call.path["login"], by=body.by)


def role(call: Call, body: RoleGiven) -> Staff:
    """Give a person another role; they are signed out."""
    return change_role(call.desk, call.path["login"], role=body.role, by=body.by)


def identify(call: Call, body: IdentityGiven) -> Staff:
    """Say by which word the tenant's sign-in service knows a person; they are signed out."""
    return set_identity(call.desk, call.path["login"], identity=body.identity, by=body.by)


def disable(call: Call, body: ByGiven) -> Staff:
    """Shut a person out at once, wherever they are signed in."""
    return disable_staff(call.desk, call.path["login"], by=body.by)


def enable(call: Call, body: ByGiven) -> Staff:
    """Let a person in again, with the password they had."""
    return enable_staff(call.desk, call.path["login"], by=body.by)


def end_sessions(call: Call, body: ByGiven) -> int:
    """Sign a person out everywhere."""
    return end_sessions_of_staff(call.desk, call.path["login"], by=body.by)


def _invited_again(call: Call, _body: Given, login: str) -> Invited:
    return invite_again(call.desk, login)


def _as_it_is(call: Call, _body: Given, login: str) -> Staff:
    return next(staff for staff in list_staff(call.desk) if staff.login == login)


_ONE, _CODES = "/staff/{login}", ("role_needed", "second_person_needed")

OPERATIONS = (
    Read("/staff", "list_staff", "admin", show_all, StaffListView, tag=TAG),
    Write(
        "/staff",
        "add_staff",
        "admin",
        add,
        show_invited,
        InvitedView,
        StaffGiven,
        again=_invited_again,
        status=201,
        only_books=True,
        keeps_answer=False,
        codes=("already_exists", "role_needed"),
        tag=TAG,
    ),
    Write(
        f"{_ONE}/reset",
        "reset_staff",
        "admin",
        reset,
        show_invited,
        InvitedView,
        ByGiven,
        again=_invited_again,
        only_books=True,
        keeps_answer=False,
        codes=_CODES,
        tag=TAG,
    ),
    Write(
        f"{_ONE}/role",
        "change_role_of_staff",
        "admin",
        role,
        show_staff,
        StaffView,
        RoleGiven,
        again=_as_it_is,
        only_books=True,
        codes=_CODES,
        tag=TAG,
    ),
    Write(
        f"{_ONE}/identity",
        "set_identity_of_staff",
        "admin",
        identify,
        show_staff,
        StaffView,
        IdentityGiven,
        again=_as_it_is,
        only_books=True,
        codes=("already_exists", *_CODES),
        tag=TAG,
    ),
    Write(
        f"{_ONE}/disable",
        "disable_staff",
        "admin",
        disable,
        show_staff,
        StaffView,
        ByGiven,
        again=_as_it_is,
        only_books=True,
        codes=_CODES,
        tag=TAG,
    ),
    Write(
        f"{_ONE}/enable",
        "enable_staff",
        "admin",
        enable,
        show_staff,
        StaffView,
        ByGiven,
        again=_as_it_is,
        only_books=True,
        codes=_CODES,
        tag=TAG,
    ),
    Write(
        f"{_ONE}/sessions/end",
        "end_sessions_of_staff",
        "admin",
        end_sessions,
        show_ended,
        SignedOutView,
        ByGiven,
        only_books=True,
        codes=("role_needed",),
        tag=TAG,
    ),
)
