"""What ``panel-refunds plugins`` shows: every plugin, what it gives, which settings that takes, and how it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from panel_refunds.plugins.certificates import Standing
from panel_refunds.plugins.host_settings import host_settings
from panel_refunds.plugins.kinds import Kind
from panel_refunds.plugins.registration import Plugin
from panel_refunds.ports import Factory


@dataclass(frozen=True, slots=True)
class SettingListed:
    """One setting: its key and what the plugin's schema says of it."""

    key: str
    kind: str
    required: bool
    secret: bool
    default: Any
    choices: tuple[str, ...]
    minimum: int | None
    help: str


@dataclass(frozen=True, slots=True)
class FactoryListed:
    """One thing a plugin can build; ``kind`` is the table of a tenant's file, ``name`` its ``use``.

    ``certificate`` is how it stands with the conformance kit.
    """

    kind: Kind
    name: str
    title: str
    settings: tuple[SettingListed, ...]
    certificate: Standing


@dataclass(frozen=True, slots=True)
class PluginListed:
    """One plugin; ``error`` says why when ``status`` is ``failed``."""

    name: str
    version: str | None
    source: str
    status: str
    error: str | None
    hooks: tuple[Kind, ...]
    factories: tuple[FactoryListed, ...]


def list_plugins(plugins: Iterable[Plugin]) -> list[PluginListed]:
    """The plugins as values that ``dataclasses.asdict`` and ``json`` take, in order of their names."""
    return [
        PluginListed(
            name=plugin.name,
            version=plugin.version,
            source=plugin.source,
            status=plugin.status,
            error=plugin.error,
            hooks=plugin.hooks,
            factories=tuple(
                _factory(plugin, kind, factory)
                for kind, named in plugin.factories.items()
                for factory in named.values()
            ),
        )
        for plugin in sorted(plugins, key=lambda plugin: plugin.name)
    ]


def _factory(plugin: Plugin, kind: Kind, factory: Factory[Any]) -> FactoryListed:
    settings = tuple(
        SettingListed(
            key=key,
            kind=setting.kind,
            required=setting.required,
            secret=setting.secret,
            default=setting.default,
            choices=setting.choices,
            minimum=setting.minimum,
            help=setting.help,
        )
        for key, setting in {**factory.settings, **host_settings(kind)}.items()
    )
    return FactoryListed(kind, factory.name, factory.title, settings, plugin.standing(kind, factory.name))
