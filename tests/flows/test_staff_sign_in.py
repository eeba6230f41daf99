"""An invitation becomes a password once, a password and a code become a session, and refusals tell nothing."""

from __future__ import annotations

import pytest
from tests.flows.staffed import BOSS, PASSWORD, Staffed, refused

from panel_refunds.flows import staff_sign_in
from panel_refunds.flows.portal_session import find_session
from panel_refunds.flows.staff_members import add_staff, disable_staff, reset_staff
from panel_refunds.flows.staff_sign_in import (
    accept_invitation,
    find_code_wanted,
    find_invitation,
    names_of,
    sign_in_with_code,
)
from panel_refunds.store import TryAgain


def test_an_invitation_is_good_once(shop):
    staffed = Staffed(shop)
    staff, token = add_staff(staffed.desk, "ana", name="Ana", role="finance", by=BOSS)
    with refused("password_unfit"):
        accept_invitation(staffed.desk, token, "ana smmpanelus")
    accept_invitation(staffed.desk, token, PASSWORD)

    with refused("link_used"):
        accept_invitation(staffed.desk, token, "another four plain words")
    assert [act.action for act in staffed.acts(staff.staff_id)] == ["add_staff", "accept_invitation"]
    assert PASSWORD not in str(staffed.acts())


def test_a_process_that_dies_while_a_password_is_kept_leaves_the_invitation_good(shop, monkeypatch):
    staffed = Staffed(shop)
    _, token = add_staff(staffed.desk, "ana", name="Ana", role="finance", by=BOSS)

    def die(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(staff_sign_in, "shut_out", die)
        with pytest.raises(KeyboardInterrupt):
            accept_invitation(staffed.desk, token, PASSWORD)
    assert find_invitation(staffed.desk, token).password is None
    accept_invitation(staffed.desk, token, PASSWORD)


def test_a_session_is_of_the_person_and_written_down(shop):
    staffed = Staffed(shop)
    staff = staffed.hire()
    secret, session = staffed.inside()

    assert (session.kind, session.subject, session.site) == ("staff", "finance-ana", "smmpanelus.com")
    assert find_session(staffed.desk, secret) == session
    act = staffed.acts(staff.staff_id)[-1]
    assert (act.actor, act.action) == ("finance-ana", "sign_in")
    assert act.after == {"with": "password", "session": session.session_id}


def test_a_refusal_is_the_same_whatever_was_wrong(shop):
    staffed = Staffed(shop)
    staffed.hire()
    add_staff(staffed.desk, "new", name="New", role="support", by=BOSS)
    staffed.hire("gone")
    disable_staff(staffed.desk, "gone", by=BOSS)
    said = set()
    for login, password in (
        ("ana", "wrong and wrong again"),
        ("nobody", PASSWORD),
        ("new", PASSWORD),
        ("gone", PASSWORD),
        ("not a name", PASSWORD),
    ):
        with refused("sign_in_refused") as told:
            staffed.enter(login, password)
        said.add((told.value.text, told.value.field, tuple(told.value.facts)))
    assert len(said) == 1


@pytest.mark.parametrize("login", ["ana", "nobody"])
def test_waits_grow_for_who_is_there_and_for_who_is_not(shop, login):
    staffed = Staffed(shop)
    staffed.hire()
    for _ in range(5):
        with refused("sign_in_refused"):
            staffed.enter(login, "wrong and wrong again")
    with refused("too_many_tries") as told:
        staffed.enter(login)
    assert told.value.facts == {"seconds": "15"}


def test_who_waited_gets_in_and_starts_afresh(shop):
    staffed = Staffed(shop)
    staffed.hire()
    for _ in range(5):
        with refused("sign_in_refused"):
            staffed.enter(password="wrong and wrong again")
    shop.passes(seconds=15)

    assert staffed.inside()
    with staffed.desk.read() as books:
        assert books.find_failed_tries("ana") is None


def test_with_codes_the_password_leads_to_the_code_only(shop):
    staffed = Staffed(shop)
    staffed.hire()
    phone, _ = staffed.with_codes()
    opened, token, _ = staffed.enter()
    assert opened is None
    with refused("code_wrong"):
        sign_in_with_code(staffed.desk, token, "000000", site="x")

    assert sign_in_with_code(staffed.desk, token, phone.at(shop.at), site="x").session.subject == "finance-ana"
    assert find_code_wanted(staffed.desk, token) is None


def test_a_code_is_good_once_also_for_who_watched_it(shop):
    staffed = Staffed(shop)
    staffed.hire()
    phone, _ = staffed.with_codes()
    first, second = staffed.enter().token, staffed.enter().token
    sign_in_with_code(staffed.desk, first, phone.at(shop.at), site="x")

    with refused("code_wrong"):
        sign_in_with_code(staffed.desk, second, phone.at(shop.at), site="x")
    shop.passes(seconds=30)
    assert sign_in_with_code(staffed.desk, second, phone.at(shop.at), site="x")


def test_a_recovery_code_is_good_once_however_it_is_typed(shop):
    staffed = Staffed(shop)
    staffed.hire()
    _, codes = staffed.with_codes()
    sign_in_with_code(staffed.desk, staffed.enter().token, codes[0].upper().replace("-", " "), site="x")

    with refused("code_wrong"):
        sign_in_with_code(staffed.desk, staffed.enter().token, codes[0], site="x")
    assert sign_in_with_code(staffed.desk, staffed.enter().token, codes[1], site="x")


def test_codes_cannot_be_guessed_either(shop):
    staffed = Staffed(shop)
    staffed.hire()
    staffed.with_codes()
    token = staffed.enter().token
    for _ in range(4):
        with refused("code_wrong"):
            sign_in_with_code(staffed.desk, token, "000000", site="x")
    with refused("too_many_tries"):
        sign_in_with_code(staffed.desk, token, "000000", site="x")


def test_ten_minutes_or_a_reset_later_the_password_comes_first_again(shop):
    staffed = Staffed(shop)
    staffed.hire()
    phone, _ = staffed.with_codes()
    token = staffed.enter().token
    shop.passes(minutes=10)
    with refused("link_used"):
        sign_in_with_code(staffed.desk, token, phone.at(shop.at), site="x")

    token = staffed.enter().token
    reset_staff(staffed.desk, "ana", by=BOSS)
    with refused("link_used"):
        sign_in_with_code(staffed.desk, token, phone.at(shop.at), site="x")


def test_who_is_shut_out_while_the_password_is_compared_stays_out(shop, monkeypatch):
    staffed = Staffed(shop)
    staffed.hire()

    def slowly(*_given: object) -> bool:
        disable_staff(staffed.desk, "ana", by=BOSS)
        return True

    monkeypatch.setattr(staff_sign_in, "password_fits", slowly)
    with pytest.raises(TryAgain):
        staffed.enter()
    with staffed.desk.read() as books:
        assert books.sessions_of("finance-ana") == []


def test_the_names_of_the_brand_and_the_person_make_no_password(shop):
    staffed = Staffed(shop)
    names = names_of(staffed.desk, staffed.hire())

    assert {"ana", "Ana", "smmpanelus.com", "smmpanelus", "finance"} <= set(names)
