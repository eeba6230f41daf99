"""One person: another role, shut out, let in, signed out, reset; never oneself."""

from __future__ import annotations

import pytest
from tests.pages.console.offered import offered
from tests.pages.desk.staff import staff_browser


@pytest.fixture
def hired(panel):
    """Ana of finance and Olga the operator, who are invited."""
    for login, role in (("ana", "finance"), ("olga", "operator")):
        panel.post("/staff", {"login": login, "name": login.title(), "role": role, "by": "operator-shell"})


def test_what_an_operator_does_to_a_person_is_done_and_written_down(installed, panel, olga, hired):
    ana = staff_browser(installed, "finance-ana")
    olga.open("/console/people/ana")
    assert "The role is changed." in olga.press("Change the role", role="approver")
    assert ana.open("/desk").path.startswith("/staff/sign-in")
    assert "They are signed out everywhere." in olga.press("Sign them out everywhere")
    assert "They are shut out." in olga.press("Shut them out")
    assert "They may come in again." in olga.press("Let them in again")

    page = olga.press("Reset password and codes")
    assert page.heading == "Invitation for Ana"
    acts = [each["action"] for each in panel.get("/audit-trail", person="operator-olga")["items"]]
    assert acts == ["reset_staff", "enable_staff", "disable_staff", "end_sessions", "change_role"]
    assert {each["door"] for each in panel.get("/audit-trail", person="operator-olga")["items"]} == {"page"}


def test_a_reset_sent_twice_makes_one_invitation(olga, hired):
    form = olga.open("/console/people/ana")
    olga.press("Reset password and codes")

    assert "The invitation was shown already." in olga.press("Reset password and codes", page=form)


def test_nobody_does_it_to_themselves(olga, hired):
    page = olga.open("/console/people/olga")
    assert "Another operator has to do these things for you." in page
    assert offered(page) == []

    token = page.tree.find("input", name="csrf_token")["value"]
    assert olga.post("/console/people/olga", {"csrf_token": token, "do": "disable"}).status == 422


def test_what_nobody_offers_is_refused(olga, hired):
    token = olga.open("/console/people/ana").tree.find("input", name="csrf_token")["value"]

    assert olga.post("/console/people/ana", {"csrf_token": token, "do": "promote"}).status == 422
    assert olga.open("/console/people/nobody").status == 404
    assert olga.post("/console/people/ana", {"do": "disable"}).status == 403
