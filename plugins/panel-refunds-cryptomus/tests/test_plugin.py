"""The host finds the plugin and builds its gateway."""

from panel_refunds.plugins.host import PluginHost


def test_the_host_finds_it():
    factory = PluginHost.load().get_factory("gateways", "cryptomus")

    assert factory.title == "Cryptomus or Heleket"
    assert {name for name, setting in factory.settings.items() if setting.secret} == {"key"}
