"""How the host finds the plugin, and what a tenant that uses it gets."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from panel_refunds.plugins.ask import ask_fraud_checks
from panel_refunds.plugins.host import PluginHost
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.tenants.tenant_file import load_tenant

from .conftest import CONTEXT, SECRET, Service

FILE = """
name = "Shop"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["http_check"]

[[sites]]
hosts = ["shop.example"]
policy = "default"

[fraud_checks.own_service]
use = "http_check"
url = "{url}"
secret = {{ env = "SHOP_CHECK_SECRET" }}
"""


@pytest.fixture
def shop(service: Service, tmp_path: Path):
    folder = tmp_path / "tenants" / "shop"
    (folder / "policies" / "default").mkdir(parents=True)
    (folder / "policies" / "default" / "2025-01-01.toml").write_text("")
    (folder / "tenant.toml").write_text(FILE.format(url=service.url))
    return load_tenant(folder)


def built(shop, **how) -> TenantPlugins:
    return PluginHost.load_for([shop]).for_tenant(shop, now=lambda: datetime.now(UTC), **how)


def test_the_entry_point_leads_to_the_hook() -> None:
    (point,) = entry_points(group="panel_refunds", name="http_check")
    (factory,) = point.load().fraud_checks()

    assert (factory.name, factory.contract) == ("http_check", "1.1")
    assert factory.settings["secret"].secret


def test_a_tenant_asks_its_service_and_keeps_the_answer_with_its_version(shop, service: Service) -> None:
    service.says({"answer": "deny", "reasons": [f"The secret is {SECRET}."]})
    plugins = built(shop, environ={"SHOP_CHECK_SECRET": SECRET})

    (verdict,) = ask_fraud_checks(plugins, replace(CONTEXT, at=datetime.now(UTC)))
    plugins.close()

    assert (verdict.check_name, verdict.answer, verdict.failed) == ("own_service", "deny", False)
    assert (verdict.plugin, verdict.version) == ("http_check", "0.1.0")
    assert verdict.reasons == ("The secret is [secret].",)


def test_a_service_that_breaks_means_that_a_person_looks(shop, service: Service) -> None:
    service.says(b"<html>", status=502)
    plugins = built(shop, environ={"SHOP_CHECK_SECRET": SECRET})

    (verdict,) = ask_fraud_checks(plugins, CONTEXT)
    plugins.close()

    assert (verdict.answer, verdict.failed) == ("review", True)
    assert "HTTP 502" in verdict.reasons[0]


def test_it_can_be_built_to_be_looked_at_without_its_secret(shop, service: Service) -> None:
    built(shop, environ={}, read_secrets=False).close()
    assert service.heard == []
