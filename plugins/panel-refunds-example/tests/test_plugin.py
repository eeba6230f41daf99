"""The host finds the plugin and builds its gateway."""

from panel_refunds.plugins.host import PluginHost


def test_the_host_finds_it():
    factory = PluginHost.load().get_factory("gateways", "acmepay")

    assert {name for name, setting in factory.settings.items() if setting.secret} == {"key", "webhook_secrets"}
    assert all(setting.help for setting in factory.settings.values())
