"""The books over HTTP: checked against themselves, and what people did in them."""

from __future__ import annotations

from tests.web.panel import Installed, Panel


def test_books_that_are_whole_are_told_to_be(panel: Panel) -> None:
    panel.deposit()
    panel.order()
    panel.approve(panel.request("20.00"))
    panel.work()

    answer = panel.get("/audit")
    assert (answer.status, answer["ok"], answer["faults"]) == (200, True, [])
    assert sum(answer["counts"].values()) > 0


def test_damage_is_told_with_its_place_and_to_the_tenant_only(installed: Installed, panel: Panel, other: Panel) -> None:
    panel.deposit()
    other.deposit()
    installed.damage("UPDATE wallet SET cash = cash + 1 WHERE tenant_id = ?")

    answer = panel.get("/audit")
    assert answer["ok"] is False
    assert all(fault["code"] and fault["text"] and fault["where"] for fault in answer["faults"])
    assert other.get("/audit")["ok"] is True


def test_what_people_did_is_listed_for_the_staff_of_the_tenant(panel: Panel, other: Panel) -> None:
    panel.deposit()
    request = panel.request("20.00")
    panel.post(f"/requests/{request['id']}/decline", {"by": "finance-1", "text": "No."})
    panel.post("/accounts/c1/terminate", {"cause": "abuse", "by": "owner-1"})

    items = panel.get("/actions")["items"]
    assert [(item["actor"], item["action"], item["about"]) for item in items] == [
        ("finance-1", "decline", request["id"]),
        ("owner-1", "terminate", "c1"),
    ]
    page = panel.get("/actions", limit=1)
    assert panel.get("/actions", after=page["next"])["items"] == items[1:]
    assert other.get("/actions")["items"] == []


def test_the_books_are_looked_at_a_page_at_a_time(installed, panel, other):
    panel.deposit()
    page = panel.get("/audit/page")
    assert (page["ok"], page["counts"]["wallets"], page["next"]) == (True, 1, None)
    assert {each["agrees"] for each in page["totals"]} == {True}
    assert other.get("/audit/page")["counts"] == {}

    installed.damage("UPDATE wallet SET cash = cash + 700 WHERE tenant_id = ?")
    page = panel.get("/audit/page")
    assert [each["invariant"] for each in page["broken"]] == ["balances_agree"]
    assert panel.get("/audit/page", after="nowhere").code == "field_invalid"
