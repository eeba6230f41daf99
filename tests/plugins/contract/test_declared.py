"""Every plugin of ours declares the contract that it uses. Built-in ones come with the host, and declare nothing."""

from __future__ import annotations

from importlib import metadata

import pytest

from panel_refunds.plugins.candidates import GROUP
from panel_refunds.plugins.host import PluginHost
from panel_refunds_testkit.checks.static.contract import newer_names
from panel_refunds_testkit.stand.source import files_of

OURS = sorted(point.name for point in metadata.entry_points(group=GROUP) if point.module.startswith("panel_refunds_"))


@pytest.mark.parametrize("name", OURS)
def test_it_declares_the_contract_that_it_uses(name):
    plugin = PluginHost.load().plugins[name]
    (point,) = metadata.entry_points(group=GROUP, name=name)
    contracts = {str(factory.contract) for named in plugin.factories.values() for factory in named.values()}

    for made_for in contracts:
        for place, tree in files_of(point.load()):
            used = [f"{place}:{line} {what}" for line, what in newer_names(tree, made_for)]
            assert not used, f"{name} declares {made_for}"


def test_there_are_some():
    assert len(OURS) >= 15
