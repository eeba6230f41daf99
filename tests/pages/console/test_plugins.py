"""Plugins: each object with its plugin, and whether its certificate is true of what is installed."""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.flows.desk import PluginUsed


def test_every_object_is_there_with_its_certificate(panel, olga):
    failures = panel.installed.service._plugins["smmpanelus"].failures
    failures.note("order_providers.main", "get_orders", "TimedOutError: it gave no answer in time")
    panel.installed.service._letters.close()

    page = olga.open("/console/plugins")
    assert "Every certificate that is asked for is there" in page
    rows = {row["id"]: row.text for row in page.main.every("tr") if row.has("id")}
    assert "Built in" in rows["gateways.manual"]
    assert "Certified" in rows["gateways.stripe"]
    assert "it gave no answer in time" in rows["order_providers.main"]


def test_a_missing_or_stale_certificate_is_said_plainly(installed, olga):
    service = installed.service
    desk = service.desk("smmpanelus")
    used = {
        **desk.plugins_used,
        "gateways.manual": PluginUsed("manual", "0.1"),
        "gateways.stripe": PluginUsed("stripe", "0.1", "stale", "the source was changed since"),
    }
    service._desks = {**service._desks, desk.tenant.id: replace(desk, plugins_used=used)}

    page = olga.open("/console/plugins")
    assert "2 of them have no certificate that is true of what is installed." in page
    assert "Not certified" in page
    assert "the source was changed since" in page
