"""How the host finds the plugin, how a tenant's file uses it, and that it sees only the front door."""

import os
from datetime import UTC, datetime, timedelta
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from panel_refunds.plugins.faults import PluginSettingsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds_csv_orders import order_providers

FILE = """
name = "Acme"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["csv_orders"]

[[sites]]
hosts = ["acme.example"]
policy = "default"

[order_providers.supplier]
use = "csv"
"""
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def plugins_of(tmp_path: Path):
    """The objects that a tenant's file makes with this added."""

    def built(added: str):
        folder = tmp_path / "acme"
        (folder / "policies" / "default").mkdir(parents=True)
        (folder / "policies" / "default" / "2026-01-01.toml").write_text("", encoding="utf-8")
        (folder / "tenant.toml").write_text(FILE + added, encoding="utf-8")
        tenant = load_tenant(folder)
        return PluginHost.load_for([tenant]).for_tenant(tenant, now=lambda: NOW, environ={})

    return built


def test_the_entry_point_leads_to_the_hook():
    (point,) = entry_points(group="panel_refunds", name="csv_orders")
    (factory,) = point.load().order_providers()
    assert (factory.name, factory.contract) == ("csv", "1.1")
    assert hasattr(order_providers, "panel_refunds_impl")


def test_a_tenants_file_makes_a_provider_that_reads_below_its_folder(plugins_of, tmp_path):
    provider = plugins_of('file = "drop/orders.csv"').get_order_provider("supplier")
    file = tmp_path / "acme" / "drop" / "orders.csv"
    file.parent.mkdir()
    file.write_text("order,status,remains\n71,Partial,157\n", encoding="utf-8")
    moment = (NOW - timedelta(minutes=1)).timestamp()
    os.utime(file, (moment, moment))
    assert provider.get_orders(["71"]).orders["71"].remains == 157
    assert provider.capabilities().cancel is False


def test_a_path_out_of_the_folder_is_a_fault_of_the_file(plugins_of):
    with pytest.raises(PluginSettingsError) as caught:
        plugins_of('file = "../other/orders.csv"')
    (fault,) = caught.value.faults
    assert fault.key == "order_providers.supplier.file"
