"""Everybody changes their own password and ends their own sessions, and nobody else's."""

from __future__ import annotations

from tests.flows.staffed import PASSWORD, Staffed, refused

from panel_refunds.flows.staff_self import change_password, end_own_session, sessions_of_staff, show_self, sign_out

WHO = "finance-ana"
NEW = "another four plain words"


def test_another_password_signs_out_everywhere(shop):
    staffed = Staffed(shop)
    staff = staffed.hire()
    staffed.inside()
    staffed.inside()
    with refused("password_unfit"):
        change_password(staffed.desk, WHO, old=PASSWORD, new="password1234")
    with refused("sign_in_refused"):
        change_password(staffed.desk, WHO, old=NEW, new=NEW)

    assert change_password(staffed.desk, WHO, old=PASSWORD, new=NEW) == 2
    assert sessions_of_staff(staffed.desk, WHO) == []
    with refused("sign_in_refused"):
        staffed.enter()
    assert staffed.enter(password=NEW).opened
    act = next(act for act in staffed.acts(staff.staff_id) if act.action == "change_password")
    assert (act.actor, act.after) == (WHO, {"sessions_ended": "2"})


def test_sessions_are_listed_newest_first_until_they_are_over_and_ended_one_by_one(shop):
    staffed = Staffed(shop)
    staffed.hire()
    first = staffed.inside().session
    shop.passes(minutes=1)
    second = staffed.inside().session
    assert sessions_of_staff(staffed.desk, WHO) == [second, first]

    end_own_session(staffed.desk, WHO, first.session_id)
    with refused("not_found"):
        end_own_session(staffed.desk, WHO, first.session_id)
    sign_out(staffed.desk, second)
    assert sessions_of_staff(staffed.desk, WHO) == []
    assert [act.action for act in staffed.acts()][-2:] == ["end_session", "sign_out"]
    staffed.inside()
    shop.passes(hours=2)
    assert sessions_of_staff(staffed.desk, WHO) == []


def test_nobody_ends_somebody_elses_session(shop):
    staffed = Staffed(shop)
    staffed.hire()
    staffed.hire("bo")
    hers = staffed.inside().session
    with refused("not_found"):
        end_own_session(staffed.desk, "finance-bo", hers.session_id)

    assert show_self(staffed.desk, WHO).login == "ana"
    assert sessions_of_staff(staffed.desk, WHO) == [hers]
