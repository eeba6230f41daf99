"""A plugin's factories as values, so that a process of its own can say what it gives.

What the parent makes of it is a plugin like every other: kinds, names, settings. Only ``build`` is another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, get_args

from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.registration import Factories, Plugin, checked_factories
from panel_refunds.ports import Factory

MakesBuild = Callable[[Kind, str], Callable[..., Any]]


def describe_factories(plugin: Plugin) -> dict[str, Any]:
    """Every factory of the plugin, without what it runs."""
    return {
        "factories": [
            (kind, factory.name, dict(factory.settings), factory.contract, factory.title)
            for kind, named in plugin.factories.items()
            for factory in named.values()
        ],
        "hooks": list(plugin.hooks),
    }


def read_factories(described: Mapping[str, Any], make_build: MakesBuild) -> Factories:
    """The factories of a description, each checked as those of a plugin beside us are; raises for what is none."""
    kinds: tuple[Kind, ...] = get_args(Kind)
    found: dict[Kind, list[Factory[Any]]] = {kind: [] for kind in kinds if kind in described["hooks"]}
    for kind, name, settings, contract, title in described["factories"]:
        found[kind].append(Factory(name, make_build(kind, name), MappingProxyType(settings), contract, str(title)))
    return MappingProxyType({kind: checked_factories(kind, given) for kind, given in found.items()})
