"""What is offered on a page of the console is what its reader may do."""

from __future__ import annotations

from tests.pages.console.offered import offered


def test_an_auditor_is_offered_nothing_and_refused_all(panel, olga, zoe):
    panel.post("/staff", {"login": "bo", "name": "Bo", "role": "support", "by": "operator-olga"})
    (key, *_) = panel.get("/keys")["items"]
    for path in ("/console/people", "/console/people/bo", "/console/keys", f"/console/keys/{key['id']}"):
        assert offered(zoe.open(path)) == []
        assert offered(olga.open(path)) != []

    token = zoe.open("/desk").tree.find("input", name="csrf_token")["value"]
    sent = {"csrf_token": token}
    assert zoe.post("/console/people", {**sent, "login": "x", "name": "X", "role": "operator"}).status == 403
    assert zoe.post("/console/people/bo", {**sent, "do": "disable"}).status == 403
    assert zoe.post("/console/keys", {**sent, "name": "x", "scopes": "read"}).status == 403
    assert zoe.post(f"/console/keys/{key['id']}", sent).status == 403
    assert [each["state"] for each in panel.get("/staff")["items"]] == ["active"]
    assert panel.get("/keys")["items"][0]["revoked_at"] is None
