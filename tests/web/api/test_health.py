"""The tenant's health over HTTP: its own, with every figure."""

from __future__ import annotations


def test_what_needs_a_look_is_named_with_its_figure(installed, panel, other):
    panel.deposit()
    request = panel.request()
    panel.post("/gateways/manual/stop", {"by": "operator-olga", "text": "Rolled."})

    health = panel.get("/health")
    vitals = {(each["name"], each["about"]): each for each in health["vitals"]}
    assert not health["ok"]
    assert vitals["due", None]["ref"] == request["id"]
    assert vitals["due", None]["many"] == 1
    assert (vitals["gateway", "manual"]["good"], vitals["gateway", "manual"]["error"]) == (False, "Rolled.")
    assert vitals["poll", "main"]["good"]
    assert {each["many"] for each in other.get("/health")["vitals"]} == {0}
    assert installed.panel("smmpanelus", "read").get("/health").code == "not_allowed"
