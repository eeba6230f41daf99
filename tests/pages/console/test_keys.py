"""Keys of the API: made with one press and shown once, used, listed, ended."""

from __future__ import annotations

from tests.pages.console.offered import offered
from tests.web.panel import Panel


def secret_on(page) -> str:
    return page.main.find("p", class_="secret-once").text


def test_a_key_is_shown_once_works_and_ends(installed, panel, olga):
    form = olga.open("/console/keys")
    page = olga.press_list("Make the key", name=["cron"], scopes=["read", "orders"])
    assert page.status == 200
    secret = secret_on(page)
    assert Panel(installed, "smmpanelus", secret).get("/policy").status == 200

    again = olga.press_list("Make the key", page=form, name=["cron"], scopes=["read", "orders"])
    assert "The key was shown already" in again
    assert secret not in again.html
    (made,) = [each for each in panel.get("/keys")["items"] if each["name"] == "cron"]
    assert (made["scopes"], made["used_at"]) == (["orders", "read"], "2026-09-01T14:00:00Z")

    olga.open(f"/console/keys/{made['id']}")
    assert "The key is ended." in olga.press("End this key")
    assert offered(olga.open(f"/console/keys/{made['id']}")) == []
    assert panel.get("/keys")["items"][-1]["revoked_at"] is not None


def test_a_key_without_a_name_or_scope_is_not_made_and_what_was_ticked_stays(panel, olga):
    before = len(panel.get("/keys")["items"])
    olga.open("/console/keys")
    assert olga.press("Make the key", name="cron").status == 422
    page = olga.press_list("Make the key", name=[""], scopes=["read"])

    assert page.status == 422
    assert page.main.find("input", name="scopes", value="read").has("checked")
    assert olga.press_list("Make the key", name=["x"], scopes=["fly"]).status == 422
    assert len(panel.get("/keys")["items"]) == before


def test_a_key_for_one_customer_shows_that_customer_alone(panel, olga):
    olga.open("/console/keys")
    olga.press("Make the key", name="child", customer="c9")

    made = panel.get("/keys")["items"][-1]
    assert (made["customer"], made["scopes"]) == ("c9", ["child"])


def test_another_tenants_key_is_not_there(other, olga):
    (theirs, *_) = other.get("/keys")["items"]
    token = olga.open("/console/keys").tree.find("input", name="csrf_token")["value"]

    assert olga.open(f"/console/keys/{theirs['id']}").status == 404
    assert olga.post(f"/console/keys/{theirs['id']}", {"csrf_token": token}).status == 404
    assert other.get("/keys")["items"][0]["revoked_at"] is None
