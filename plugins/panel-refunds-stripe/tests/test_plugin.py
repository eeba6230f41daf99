"""How the host finds the plugin, and how a tenant's file uses it."""

from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from panel_refunds.plugins.faults import PluginSettingsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.ports import MisconfiguredError
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds_stripe import gateways

FILE = """
name = "Acme"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["stripe"]

[[sites]]
hosts = ["acme.example"]
policy = "default"

[gateways.stripe_eu]
use = "stripe"
mode = "test"
key = { env = "ACME_KEY" }
webhook_secrets = [{ env = "ACME_NEW" }, { env = "ACME_OLD" }]
"""
SECRETS = {"ACME_KEY": "sk_test_abcdef", "ACME_NEW": "whsec_new", "ACME_OLD": "whsec_old"}
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def plugins_of(tmp_path: Path):
    """The objects that a tenant's file makes, with these changes and secrets."""

    def built(added: str = "", secrets=SECRETS, **asked):
        folder = tmp_path / "acme"
        (folder / "policies" / "default").mkdir(parents=True)
        (folder / "policies" / "default" / "2026-01-01.toml").write_text("", encoding="utf-8")
        (folder / "tenant.toml").write_text(FILE + added, encoding="utf-8")
        tenant = load_tenant(folder)
        return PluginHost.load_for([tenant]).for_tenant(tenant, now=lambda: NOW, environ=secrets, **asked)

    return built


def test_the_entry_point_leads_to_the_hook():
    (point,) = entry_points(group="panel_refunds", name="stripe")
    (factory,) = point.load().gateways()

    assert (factory.name, factory.contract) == ("stripe", "1.1")
    assert factory.settings["key"].secret
    assert factory.settings["webhook_secrets"].secret


def test_the_hook_is_marked_for_the_host():
    assert hasattr(gateways, "panel_refunds_impl")


def test_a_tenants_file_makes_a_gateway_whose_secrets_nobody_sees(plugins_of):
    plugins = plugins_of()

    gateway = plugins.get_gateway("stripe_eu")

    assert gateway.capabilities("card").automatic
    assert gateway.capabilities("card").sandbox
    assert "abcdef" not in f"{gateway!r} {plugins!r}"
    assert "whsec" not in f"{gateway!r} {plugins!r}"


def test_a_key_of_the_other_mode_is_a_fault_of_the_file_that_does_not_show_it(plugins_of):
    with pytest.raises(PluginSettingsError) as caught:
        plugins_of(secrets={**SECRETS, "ACME_KEY": "rk_live_abcdef"})

    (fault,) = caught.value.faults
    assert fault.key == "gateways.stripe_eu.key"
    assert 'mode is "test", but the key is one for live mode' in fault.text
    assert "abcdef" not in str(caught.value)


def test_a_file_can_be_checked_without_its_secrets_and_then_sends_nothing(plugins_of):
    gateway = plugins_of(secrets={}, read_secrets=False).get_gateway("stripe_eu")

    with pytest.raises(MisconfiguredError):
        gateway.get_payment("ch_1")


def test_an_account_at_the_fake_differs_in_nothing_but_its_address(fake, plugins_of):
    plugins = plugins_of(f'api_base = "{fake.url}"\n', {**SECRETS, "ACME_KEY": fake.secret_key})
    charge, intent = fake.add_charge(5000)

    assert plugins.get_gateway("stripe_eu").get_payment(intent).ref == charge
    assert plugins.get_gateway("stripe_eu").find_warnings(charge) == []
