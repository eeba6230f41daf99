"""A gateway's page: stopped and started by a person, with the reason."""

from __future__ import annotations

from tests.pages.desk.staff import staff_browser


def test_it_is_stopped_and_started_with_a_reason(panel, ana):
    ana.open("/desk/gateways/manual")
    assert ana.press("Stop it for everybody").errors == ["This needs a reason in words."]

    page = ana.press("Stop it for everybody", text="The key was rolled.")
    assert "It is stopped." in page
    assert "The key was rolled." in page

    page = ana.press("Start it again", text="The new key is in.")
    assert "It sends again." in page
    assert [each["action"] for each in panel.get("/actions")["items"]] == ["stop_gateway", "start_gateway"]


def test_an_auditor_stops_nothing(installed, panel):
    auditor = staff_browser(installed, "auditor-zoe")
    auditor.open("/desk/gateways/manual")

    assert auditor.press("Stop it for everybody", text="Because.").status == 403
    assert all(each["state"] == "running" for each in panel.get("/gateways")["gateways"])


def test_a_form_that_says_neither_is_refused(ana):
    token = ana.open("/desk").tree.find("input", name="csrf_token")["value"]

    assert ana.post("/desk/gateways/manual", {"csrf_token": token, "do": "burn", "text": "x"}).status == 422
