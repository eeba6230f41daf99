"""Operators add people and look after them; nobody else does, and nobody does it to themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.flows.shop import TENANTS
from tests.flows.staffed import BOSS, PASSWORD, Staffed, refused

from panel_refunds.flows.portal_session import digest_of
from panel_refunds.flows.staff_members import (
    add_staff,
    address_of_invitation,
    change_role,
    disable_staff,
    enable_staff,
    end_sessions_of_staff,
    invite_again,
    list_staff,
    parse_role,
    reset_staff,
)
from panel_refunds.flows.staff_self import sessions_of_staff
from panel_refunds.flows.staff_sign_in import find_invitation
from panel_refunds.tenants.tenant_file import load_tenant


def test_somebody_new_is_invited_for_a_day_and_has_no_password(shop):
    staffed = Staffed(shop)
    staff, token = add_staff(staffed.desk, "Ana", name="Ana Maria", role="finance", by=BOSS)

    assert (staff.person, staff.password) == ("finance-ana", None)
    assert find_invitation(staffed.desk, token) == staff
    assert address_of_invitation(staffed.desk, token).endswith(f"/staff/invitation/{token}")
    (act,) = staffed.acts(staff.staff_id)
    assert (act.actor, act.action, act.after, act.door) == (
        BOSS,
        "add_staff",
        {"login": "ana", "role": "finance"},
        "page",
    )
    shop.passes(days=1)
    assert find_invitation(staffed.desk, token) is None
    with refused("already_exists"):
        add_staff(staffed.desk, "ana", name="Another", role="support", by=BOSS)


@pytest.mark.parametrize("by", ["finance-bo", "auditor-bo", "boss-1", "operator", "ana"])
def test_only_operators_manage_the_staff(shop, by):
    staffed = Staffed(shop)
    staffed.hire()
    for attempt in (
        lambda: add_staff(staffed.desk, "cy", name="Cy", role="support", by=by),
        lambda: disable_staff(staffed.desk, "ana", by=by),
        lambda: enable_staff(staffed.desk, "ana", by=by),
        lambda: change_role(staffed.desk, "ana", role="operator", by=by),
        lambda: reset_staff(staffed.desk, "ana", by=by),
        lambda: end_sessions_of_staff(staffed.desk, "ana", by=by),
    ):
        with refused("role_needed"):
            attempt()
    assert [staff.login for staff in list_staff(staffed.desk)] == ["ana"]


def test_an_operator_changes_nothing_of_themselves(shop):
    staffed = Staffed(shop)
    staffed.hire("olga", "operator")
    for attempt in (
        lambda: change_role(staffed.desk, "olga", role="finance", by="operator-olga"),
        lambda: disable_staff(staffed.desk, "olga", by="operator-olga"),
        lambda: reset_staff(staffed.desk, "olga", by="operator-olga"),
    ):
        with refused("second_person_needed"):
            attempt()


def test_another_role_ends_every_session_and_is_written_down(shop):
    staffed = Staffed(shop)
    staff = staffed.hire()
    staffed.inside()
    staffed.inside()
    assert len(sessions_of_staff(staffed.desk, "finance-ana")) == 2

    assert change_role(staffed.desk, "ana", role="approver", by=BOSS).person == "approver-ana"
    assert sessions_of_staff(staffed.desk, "finance-ana") == []
    assert staffed.inside().session.subject == "approver-ana"
    act = next(act for act in staffed.acts(staff.staff_id) if act.action == "change_role")
    assert (act.before, act.after) == ({"role": "finance"}, {"role": "approver"})


def test_who_is_disabled_is_out_at_once_and_comes_back_with_the_same_password(shop):
    staffed = Staffed(shop)
    staffed.hire()
    secret = staffed.inside().secret
    disable_staff(staffed.desk, "ana", by=BOSS)
    with staffed.desk.read() as books:
        assert books.find_session(digest_of(secret)) is None
    with refused("sign_in_refused"):
        staffed.enter()
    with refused("not_allowed"):
        reset_staff(staffed.desk, "ana", by=BOSS)

    enable_staff(staffed.desk, "ana", by=BOSS)
    assert staffed.inside()


def test_a_reset_forgets_password_telephone_and_waits(shop):
    staffed = Staffed(shop)
    staffed.hire()
    staffed.with_codes()
    for _ in range(5):
        with refused("sign_in_refused"):
            staffed.enter(password="wrong and wrong again")
    staff, token = reset_staff(staffed.desk, "ana", by=BOSS)

    assert (staff.password, staff.totp, staff.has_code) == (None, None, False)
    with refused("sign_in_refused"):
        staffed.enter()
    assert find_invitation(staffed.desk, token).login == "ana"
    assert invite_again(staffed.desk, "ana").token != token
    assert find_invitation(staffed.desk, token) is None


def test_there_is_no_second_invitation_for_who_has_a_password(shop):
    staffed = Staffed(shop)
    staffed.hire()

    assert invite_again(staffed.desk, "ana").token is None


def test_an_operator_signs_somebody_out_everywhere(shop):
    staffed = Staffed(shop)
    staffed.hire()
    staffed.inside()

    assert [end_sessions_of_staff(staffed.desk, "ana", by=BOSS) for _ in range(2)] == [1, 0]


def test_another_tenant_has_none_of_these_people(shop):
    staffed = Staffed(shop)
    staffed.hire()
    token = add_staff(staffed.desk, "bo", name="Bo", role="support", by=BOSS).token
    shop.desk = staffed.desk = replace(staffed.desk, tenant=load_tenant(TENANTS / "lumenreach"))

    assert list_staff(staffed.desk) == []
    assert find_invitation(staffed.desk, token) is None
    with refused("sign_in_refused"):
        staffed.enter(password=PASSWORD)
    with refused("not_found"):
        disable_staff(staffed.desk, "ana", by=BOSS)


@pytest.mark.parametrize(
    ("login", "name", "field"), [("a na", "Ana", "login"), ("ana", " ", "name"), ("ana", "A\n", "name")]
)
def test_what_is_no_name_is_refused_at_its_field(shop, login, name, field):
    if name == "A\n":
        name = "A\nB"
    with refused("field_invalid") as told:
        add_staff(shop.desk, login, name=name, role="finance", by=BOSS)
    assert told.value.field == field


def test_a_role_is_one_of_five():
    assert parse_role("auditor") == "auditor"
    with refused("field_invalid"):
        parse_role("boss")
