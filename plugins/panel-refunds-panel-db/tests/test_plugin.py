"""How the host finds the plugin, and how a tenant's file uses it."""

import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import entry_points

import pytest

from panel_refunds.plugins.faults import PluginSettingsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.tenants.tenant_file import load_tenant

FILE = """
name = "Acme"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["panel_db"]

[[sites]]
hosts = ["acme.example"]
policy = "default"

[order_providers.panel]
use = "panel_db"
database = { env = "ACME_PANEL" }
mapping = "panel-orders.toml"
"""
GOOD = 'table = "orders"\nid = "id"\nstatus = "status"\n'
SECRETS = {"ACME_PANEL": "mysql://reader:hunter2@127.0.0.1:1/panel"}


@pytest.fixture
def plugins_of(tmp_path):
    def built(mapping=GOOD, secrets=SECRETS, **asked):
        folder = tmp_path / "acme"
        (folder / "policies" / "default").mkdir(parents=True)
        (folder / "policies" / "default" / "2026-01-01.toml").write_text("", encoding="utf-8")
        (folder / "tenant.toml").write_text(FILE, encoding="utf-8")
        (folder / "panel-orders.toml").write_text(mapping, encoding="utf-8")
        tenant = load_tenant(folder)
        now = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
        return PluginHost.load_for([tenant]).for_tenant(tenant, now=lambda: now, environ=secrets, **asked)

    return built


def test_the_entry_point_leads_to_the_hook():
    (point,) = entry_points(group="panel_refunds", name="panel_db")
    (factory,) = point.load().order_providers()

    assert (factory.name, factory.contract) == ("panel_db", "1.1")
    assert [name for name, setting in factory.settings.items() if setting.secret] == ["database"]


def test_a_tenants_file_makes_a_provider_whose_password_nobody_sees(plugins_of):
    plugins = plugins_of()
    provider = plugins.get_order_provider("panel")

    reply = provider.get_orders(["17"])

    assert (reply.reply_error.code, reply.missing) == ("server_error", ("17",))
    assert "hunter2" not in f"{provider!r} {plugins!r} {reply}"


def test_a_fault_of_the_mapping_is_a_fault_of_the_tenants_file(plugins_of):
    with pytest.raises(PluginSettingsError) as caught:
        plugins_of(GOOD + "[remains]\ncolum = 'x'\n")

    (fault,) = caught.value.faults
    assert (fault.key, fault.place.line) == ("order_providers.panel.mapping", 15)
    assert 'panel-orders.toml:5: remains.colum: this is not a known key. Did you mean "column"?' in fault.text


def test_a_wrong_address_is_a_fault_that_does_not_show_it(plugins_of):
    with pytest.raises(PluginSettingsError) as caught:
        plugins_of(secrets={"ACME_PANEL": "oracle://reader:hunter2@h/panel"})

    assert caught.value.faults[0].key == "order_providers.panel.database"
    assert "hunter2" not in str(caught.value)


def test_a_file_can_be_checked_without_its_secrets_and_then_asks_nobody(plugins_of):
    provider = plugins_of(secrets={}, read_secrets=False).get_order_provider("panel")

    assert provider.get_orders(["17"]).reply_error.code == "auth"
    assert provider.read_status("Partial") == "partial"


def test_building_connects_to_nobody_and_imports_no_driver():
    program = (
        "import sys\n"
        "from panel_refunds.ports import Surroundings\n"
        "from panel_refunds_panel_db import order_providers\n"
        "(factory,) = order_providers()\n"
        "factory.build({'database': 'x', 'mapping': 'x'}, Surroundings('t', 'n', None, None, None))\n"
        "print(sorted({'pymysql', 'psycopg'} & set(sys.modules)))\n"
    )

    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
