"""The host finds the plugin and builds its gateway."""

from panel_refunds.plugins.host import PluginHost


def test_the_host_finds_it():
    factory = PluginHost.load().get_factory("gateways", "paytr")

    assert factory.title == "PayTR"
    assert {name for name, setting in factory.settings.items() if setting.secret} == {"merchant_key", "merchant_salt"}
