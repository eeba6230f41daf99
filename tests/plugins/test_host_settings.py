"""Every notifier takes the host's own settings, whichever plugin it is from, and no plugin sees or takes them."""

import pytest

from panel_refunds.plugins.faults import PluginSettingsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.plugins.host_settings import audience_of, find_wrong, host_settings
from panel_refunds.tickets.audience import Audience

MAIL = "def deliver(self, message, key): pass"


def test_audience_and_kinds_are_the_hosts_and_the_plugin_never_sees_them(make_tenant, install, plugin_source, now):
    install("acme", plugin_source("notifiers", "acme_mail", MAIL))
    table = {"use": "acme_mail", "audience": "staff", "kinds": ["payout_*", "overdue"]}
    tenant = make_tenant(plugins=("acme",), notifiers={"mail": table, "log": {}})

    plugins = PluginHost.load_for([tenant]).for_tenant(tenant, now=now)

    assert dict(plugins.notifiers["mail"].notifier.settings) == {}
    assert audience_of(plugins.settings_of("notifiers", "mail")) == Audience("staff", ("payout_*", "overdue"))
    assert audience_of(plugins.settings_of("notifiers", "log")) == Audience()


@pytest.mark.parametrize(
    ("table", "key"),
    [({"audience": "finance"}, "audience"), ({"kinds": ["refnud_sent"]}, "kinds"), ({"kinds": "overdue"}, "kinds")],
)
def test_what_would_never_be_heard_is_a_fault_with_its_line(make_tenant, now, table, key):
    tenant = make_tenant(notifiers={"log": {"use": "log", **table}})

    with pytest.raises(PluginSettingsError) as error:
        PluginHost.load_for([tenant]).for_tenant(tenant, now=now)

    (fault,) = error.value.faults
    assert (fault.code, fault.key, fault.place.line) == ("setting_invalid", f"notifiers.log.{key}", 12)


def test_a_plugin_that_takes_one_of_the_hosts_words_fails(install, plugin_source):
    install("acme", plugin_source("notifiers", "acme_mail", MAIL, "{'kinds': Setting()}"))

    (acme,) = [plugin for plugin in PluginHost.load().describe() if plugin.name == "acme"]

    assert acme.status == "failed"
    assert "'kinds', which is the host's own" in acme.error


def test_other_kinds_of_plugins_have_no_settings_of_the_host():
    assert dict(host_settings("gateways")) == {}
    assert find_wrong("gateways", {}) is None
    assert find_wrong("notifiers", {"kinds": ("refund_*",)}) is None


def test_they_are_listed_with_every_notifier():
    (log,) = [plugin for plugin in PluginHost.load(installed=()).describe() if plugin.name == "log"]

    assert [setting.key for setting in log.factories[0].settings] == ["audience", "kinds"]
