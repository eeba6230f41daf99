"""Plugins over HTTP: every object of the tenant, and its last failure."""

from __future__ import annotations

from tests.web.panel import Panel

from panel_refunds import __version__


def test_every_object_is_listed_with_its_plugin_and_its_last_failure(panel: Panel, other: Panel) -> None:
    failures = panel.installed.service._plugins["smmpanelus"].failures
    failures.note("order_providers.main", "get_orders", "TimedOutError: it gave no answer in time")
    panel.installed.service._letters.close()

    objects = {each["name"]: each for each in panel.get("/plugins")["objects"]}

    assert objects["gateways.manual"] == {
        "name": "gateways.manual",
        "plugin": "manual",
        "version": __version__,
        "certificate": "built in",
        "certificate_why": "",
        "failed": None,
    }
    assert objects["gateways.stripe"]["certificate"] == "certified"
    assert objects["order_providers.main"]["plugin"] == "smm_v2"
    assert objects["order_providers.main"]["failed"] == {
        "call": "get_orders",
        "what": "TimedOutError: it gave no answer in time",
        "count": 1,
        "first_at": "2026-09-01T14:00:00Z",
        "last_at": "2026-09-01T14:00:00Z",
    }
    assert all(each["failed"] is None for each in other.get("/plugins")["objects"])
    assert panel.installed.client.get("/readyz").json()["checks"]["plugins"] == "1 failing"
    assert panel.installed.client.get("/readyz").json()["checks"]["tenants"] == "ok"
