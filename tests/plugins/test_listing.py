"""What `plugins` shows."""

import json
from dataclasses import asdict

from panel_refunds import __version__
from panel_refunds.default_plugins import NAMES
from panel_refunds.plugins.host import PluginHost


def test_every_plugin_is_listed_with_what_it_gives_and_takes():
    listed = {plugin.name: plugin for plugin in PluginHost.load(installed=()).describe()}

    manual = listed["manual"]
    assert list(listed) == sorted(NAMES)
    assert (manual.version, manual.source, manual.status, manual.hooks) == (
        __version__,
        "built in",
        "loaded",
        ("gateways",),
    )
    assert manual.factories[0].settings[0].choices == ("original", "told_by_customer")
    assert listed["review_above"].factories[0].settings[0].required


def test_a_failed_plugin_is_listed_with_its_error(install):
    install("acme", "raise RuntimeError('no licence')")

    (acme,) = [plugin for plugin in PluginHost.load().describe() if plugin.name == "acme"]

    assert (acme.status, acme.factories) == ("failed", ())
    assert "no licence" in acme.error


def test_the_list_can_be_written_as_json():
    listed = json.loads(json.dumps([asdict(plugin) for plugin in PluginHost.load(installed=()).describe()]))

    assert [plugin["factories"][0]["name"] for plugin in listed] == sorted(NAMES)


def test_a_gateway_is_listed_with_how_it_stands(install):
    install(
        "acme",
        "from panel_refunds.hookspecs import hookimpl\nfrom panel_refunds.ports import Factory\n"
        "@hookimpl\ndef gateways(): return [Factory('acme', lambda settings, around: None)]\n",
    )

    listed = {plugin.name: plugin for plugin in PluginHost.load().describe()}

    assert listed["acme"].factories[0].certificate.state == "none"
    assert listed["manual"].factories[0].certificate.state == "built in"
    assert listed["log"].factories[0].certificate.state == "built in"
