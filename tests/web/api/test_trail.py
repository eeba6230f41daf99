"""The audit trail: every act of a person with what it changed, newest first, of one tenant."""

from __future__ import annotations


def test_what_people_did_is_there_with_what_it_changed_and_the_door(panel, other):
    panel.deposit()
    request = panel.request()
    panel.post(f"/requests/{request['id']}/ask", {"by": "support-sue", "text": "Which card?"})
    panel.post(f"/requests/{request['id']}/decline", {"by": "finance-ana", "text": "No."})
    panel.post("/gateways/manual/stop", {"by": "operator-olga", "text": "Looking."})
    panel.post("/gateways/manual/start", {"by": "operator-olga", "text": "Fine."})
    panel.post("/staff", {"login": "bo", "name": "Bo", "role": "support", "by": "operator-olga"})

    items = panel.get("/audit-trail")["items"]
    assert [(act["person"], act["action"]) for act in items] == [
        ("operator-olga", "add_staff"),
        ("operator-olga", "start_gateway"),
        ("operator-olga", "stop_gateway"),
        ("finance-ana", "decline"),
        ("support-sue", "ask"),
    ]
    assert {act["door"] for act in items} == {"api"}
    asked, declined = items[4], items[3]
    assert (asked["before"], asked["after"]) == ({"state": "in_review"}, {"state": "waiting_for_customer"})
    assert (declined["before"], declined["after"]) == ({"state": "waiting_for_customer"}, {"state": "declined"})
    assert items[1]["before"] == items[2]["after"] == {"gateway": "stopped"}
    assert other.get("/audit-trail")["items"] == []


def test_it_is_read_page_by_page_by_person_and_by_thing(installed, panel):
    for name in ("ana", "bo", "cy"):
        panel.post("/staff", {"login": name, "name": name, "role": "support", "by": "operator-olga"})
    panel.post("/staff/ana/disable", {"by": "operator-pia"})
    everything = panel.get("/audit-trail")["items"]

    first = panel.get("/audit-trail", limit=3)
    assert panel.get("/audit-trail", limit=3, after=first["next"]).body == {"items": everything[3:], "next": None}
    assert [act["action"] for act in panel.get("/audit-trail", person="operator-pia")["items"]] == ["disable_staff"]
    about = panel.get("/audit-trail", about=everything[0]["about"])["items"]
    assert [act["action"] for act in about] == ["disable_staff", "add_staff"]
    assert installed.panel("smmpanelus", "read").get("/audit-trail").code == "not_allowed"


def test_an_act_of_several_people_is_found_by_each_and_by_kind_and_day(installed, panel):
    panel.deposit()
    panel.approve(panel.request(), "finance-ana", "finance-bo")
    installed.passes(days=1)
    panel.post("/staff", {"login": "cy", "name": "Cy", "role": "support", "by": "operator-olga"})

    for query in ({"person": "finance-bo"}, {"action": "approve"}, {"day": "2026-09-01"}):
        assert [act["action"] for act in panel.get("/audit-trail", **query)["items"]] == ["approve"]
    assert panel.get("/audit-trail", action="approve", day="2026-09-02")["items"] == []
    assert panel.get("/audit-trail", day="soon").status == 422
