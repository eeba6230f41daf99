"""Keys over HTTP: made once with a secret that is kept nowhere, ended, and never mightier than who asks."""

from __future__ import annotations

from tests.web.panel import Panel

BY = {"by": "operator-olga"}


def test_a_key_is_made_shown_once_and_ended(installed, panel):
    made = panel.post("/keys", {"name": "cron", "scopes": ["read"], **BY}, key="make-1234567")
    assert made.status == 201
    key = made["key"]
    assert Panel(installed, "smmpanelus", made["secret"]).get("/policy").status == 200
    again = panel.post("/keys", {"name": "cron", "scopes": ["read"], **BY}, key="make-1234567")
    assert (again["key"]["id"], again["secret"]) == (key["id"], None)
    assert made["secret"] not in str(panel.get("/keys").body)

    assert panel.post(f"/keys/{key['id']}/end", BY)["revoked_at"] is not None
    assert panel.post(f"/keys/{key['id']}/end", BY).code == "not_found"
    assert [each["action"] for each in panel.get("/audit-trail", about=key["id"])["items"]] == [
        "revoke_key",
        "create_key",
    ]


def test_a_key_gives_no_more_than_it_has(installed, panel):
    weak = installed.panel("smmpanelus", "admin")
    assert weak.post("/keys", {"name": "x", "scopes": ["admin", "money"], **BY}).code == "not_allowed"
    assert weak.post("/keys", {"name": "x", "scopes": ["admin"], **BY}).status == 201
    assert weak.post("/keys", {"name": "x", "scopes": ["child"], "customer": "c1", **BY}).status == 201
    assert panel.post("/keys", {"name": "x", "scopes": ["read"], "by": "finance-ana"}).code == "role_needed"
    assert panel.post("/keys", {"name": "x", "scopes": [], **BY}).status == 422
    assert installed.panel("smmpanelus", "review").get("/keys").code == "not_allowed"


def test_the_last_use_is_known_to_the_hour(installed, panel):
    assert panel.get("/keys")["items"][0]["used_at"] == "2026-09-01T14:00:00Z"
