"""What a plugin gives, told and read again, is checked like everything a plugin says."""

import pytest

from panel_refunds.plugins.apart.describing import describe_factories, read_factories
from panel_refunds.plugins.apart.values import decode, encode
from panel_refunds.plugins.host import PluginHost


def test_a_description_reads_as_the_plugin_it_describes():
    plugin = PluginHost.load(installed=()).plugins["review_above"]

    said = decode(encode(describe_factories(plugin)))
    found = read_factories(said, lambda kind, name: f"{kind}.{name}".encode)

    (factory,) = found["rules"].values()
    assert factory.settings == plugin.factories["rules"]["review_above"].settings
    assert (factory.name, factory.build()) == ("review_above", b"rules.review_above")


@pytest.mark.parametrize("setting", ["text", {"x": 1}, None])
def test_a_description_with_rubbish_in_it_is_no_plugin(setting):
    said = {"hooks": ["rules"], "factories": [["rules", "acme", {"key": setting}, 1, ""]]}

    with pytest.raises(Exception, match="no Setting"):
        read_factories(said, lambda _kind, _name: str)
