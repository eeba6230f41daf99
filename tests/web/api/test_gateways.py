"""Gateways over HTTP: what is stopped is shown with its reason, and a person stops and starts."""

from __future__ import annotations

from tests.web.panel import Installed, Panel

WHY = {"by": "operator-ana", "text": "the key leaked"}


def test_a_gateway_is_stopped_and_started_by_a_person(panel: Panel) -> None:
    assert {each["name"]: each["state"] for each in panel.get("/gateways")["gateways"]}["manual"] == "running"

    stopped = panel.post("/gateways/manual/stop", WHY, key="stop-key-1")
    assert (stopped["state"], stopped["why"], stopped["stopped_by"]) == ("stopped", "the key leaked", "operator-ana")
    assert stopped["next_try_at"] is None
    started = panel.post("/gateways/manual/start", WHY)
    assert (started["state"], started["why"]) == ("running", None)
    # The same key again is the same write, and stops nothing anew.
    assert panel.post("/gateways/manual/stop", WHY, key="stop-key-1").body == stopped.body
    assert panel.post("/gateways/manual/start", WHY).code == "gateway_not_stopped"


def test_what_refuses_the_key_is_shown_with_the_time_of_the_next_try(panel: Panel) -> None:
    panel.deposit()
    panel.approve(panel.request())
    panel.installed.gateway.script("misconfigured")
    panel.work()

    [gateway] = [each for each in panel.get("/gateways")["gateways"] if each["state"] == "stopped"]
    assert (gateway["name"], gateway["stopped_by"]) == ("manual", "system")
    assert gateway["next_try_at"] > gateway["stopped_at"]


def test_only_an_admin_may_and_only_at_the_own_tenant(installed: Installed, panel: Panel, other: Panel) -> None:
    assert installed.panel("smmpanelus", "read", "review").post("/gateways/manual/stop", WHY).code == "not_allowed"
    panel.post("/gateways/manual/stop", WHY)

    assert "stopped" not in [each["state"] for each in other.get("/gateways")["gateways"]]
    assert panel.post("/gateways/nothing/stop", WHY).code == "not_found"


def test_a_word_of_the_tenants_own_file_stops_nothing_elsewhere(panel: Panel, other: Panel) -> None:
    """F26: both tenants call a gateway alike, and only one of them is stopped."""
    panel.post("/gateways/manual/stop", WHY)
    other.deposit()
    other.approve(other.request())
    other.work()

    [request] = other.get("/requests")["items"]
    assert request["state"] == "paid"
