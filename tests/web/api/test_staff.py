"""Staff over the API: an admin's key and an operator's name, a link that is told once, and nothing of another tenant."""

from __future__ import annotations

import pytest

BOSS = {"by": "operator-olga"}
ANA = {"login": "ana", "name": "Ana", "role": "finance", **BOSS}


def test_a_person_is_added_and_invited(panel):
    made = panel.post("/staff", ANA)

    assert made.status == 201
    assert made["invitation"].startswith("https://smmpanelus.com/staff/invitation/")
    (listed,) = panel.get("/staff")["items"]
    assert listed == made["staff"]
    assert (listed["person"], listed["state"], listed["has_password"]) == ("finance-ana", "active", False)


def test_the_invitation_is_kept_nowhere_and_another_one_is_made_when_it_is_sent_again(panel):
    first, second = (panel.post("/staff", ANA, key="same-key-1") for _ in range(2))

    assert (first.status, second.status) == (201, 201)
    assert first["staff"] == second["staff"]
    assert first["invitation"] != second["invitation"]
    assert panel.post("/staff", ANA).code == "already_exists"


def test_role_state_reset_and_sessions(panel):
    panel.post("/staff", ANA)

    assert panel.post("/staff/ana/role", {"role": "auditor", **BOSS}, key="key-role-1")["person"] == "auditor-ana"
    assert panel.post("/staff/ana/role", {"role": "auditor", **BOSS}, key="key-role-1")["person"] == "auditor-ana"
    assert panel.post("/staff/ana/disable", BOSS)["state"] == "disabled"
    assert panel.post("/staff/ana/reset", BOSS).code == "not_allowed"
    assert panel.post("/staff/ana/enable", BOSS)["state"] == "active"
    assert panel.post("/staff/ana/reset", BOSS)["invitation"]
    assert panel.post("/staff/ana/sessions/end", BOSS).body == {"ended": 0}
    assert panel.post("/staff/bo/disable", BOSS).code == "not_found"
    assert panel.post("/staff/ana/role", {"role": "boss", **BOSS}).code == "field_invalid"


@pytest.mark.parametrize("path", ["", "/ana/role", "/ana/disable", "/ana/enable", "/ana/reset", "/ana/sessions/end"])
def test_no_other_title_and_no_lesser_key_manages_the_staff(installed, panel, path):
    panel.post("/staff", ANA)
    body = {"": {**ANA, "login": "bo"}, "/ana/role": {"role": "operator"}}.get(path, {})
    assert panel.post(f"/staff{path}", {**body, "by": "boss-1"}).code == "role_needed"

    lesser = installed.panel("smmpanelus", "read", "money", "orders", "requests", "review", "accounts")
    assert lesser.post(f"/staff{path}", {**body, **BOSS}).code == "not_allowed"
    assert lesser.get("/staff").code == "not_allowed"


def test_another_tenants_staff_is_not_there(panel, other):
    panel.post("/staff", ANA)

    assert other.get("/staff")["items"] == []
    for path in ("disable", "enable", "reset", "sessions/end"):
        assert other.post(f"/staff/ana/{path}", BOSS).code == "not_found"


def test_an_operator_says_by_which_word_the_sign_in_service_knows_a_person(panel):
    made = panel.post("/staff", {**ANA, "identity": "Ana@Shop.example"})
    assert made["staff"]["identity"] == "ana@shop.example"
    given = {"identity": "money-7", "by": "operator-olga"}
    assert panel.post("/staff/ana/identity", given)["identity"] == "money-7"
    assert panel.get("/staff")["items"][0]["identity"] == "money-7"
    assert panel.post("/staff/ana/identity", {**given, "by": "finance-bo"}).code == "role_needed"
    assert panel.post("/staff/ana/identity", {**given, "identity": None})["identity"] is None
    assert panel.post("/staff/nobody/identity", given).code == "not_found"
