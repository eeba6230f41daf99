"""From candidates to plugins: each is imported, registered and asked for its factories, one by one.

Two kinds of trouble are told apart. What would make the *installation* ambiguous is refused at start: a hook
nobody calls (misspelt), a wrapper around a hook (it could hide another plugin's gateway), a name registered
twice. What only means that one plugin does not work is remembered with that plugin as its error: it does not
import, its hook raises, its factories are badly named or made for another contract. Then the plugin has failed,
nobody else has, and a tenant that enables it is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import pluggy

from panel_refunds import hookspecs
from panel_refunds.plugins.candidates import BUILT_IN, Candidate
from panel_refunds.plugins.certificates import Standing, folder_of, standing_of
from panel_refunds.plugins.faults import PluginFault, nearest
from panel_refunds.plugins.kinds import KINDS, Kind
from panel_refunds.ports import Capabilities, Factory
from panel_refunds.ports.contract import find_mismatch
from panel_refunds.tenants.plugin_tables import DRY_RUN

_NAME = re.compile(r"[a-z0-9_]{2,32}")
Factories = Mapping[Kind, Mapping[str, Factory[Any]]]


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin as the host knows it: what it gives by kind and name, or the ``error`` it failed with.

    ``folder`` is its package's, where certificates are; None where it belongs to none.
    """

    name: str
    source: str
    version: str | None
    hooks: tuple[Kind, ...] = ()
    factories: Factories = field(default_factory=lambda: MappingProxyType({}))
    error: str | None = None
    folder: Path | None = None

    def standing(self, kind: Kind, use: str, ask: Callable[[str], Capabilities] | None = None) -> Standing:
        """How the adapter ``use`` stands with the kit; ``ask`` is its ``capabilities``, where it was built."""
        if self.source == BUILT_IN:
            return Standing("built in")
        return standing_of(self.folder, kind, use, version=self.version, ask=ask)

    @property
    def status(self) -> Literal["loaded", "failed"]:
        """Whether tenants can use it."""
        return "failed" if self.error else "loaded"


class _BrokenPluginError(Exception):
    """A plugin gave something that is no factory of ours; the text says what."""


def register_all(
    manager: pluggy.PluginManager, candidates: Iterable[Candidate]
) -> tuple[Mapping[str, Plugin], tuple[PluginFault, ...]]:
    """Load every candidate into ``manager``: the plugins by name, and the faults for which the host must not start."""
    plugins: dict[str, Plugin] = {}
    faults: list[PluginFault] = []
    owners: dict[tuple[Kind, str], str] = {}
    for candidate in candidates:
        if earlier := plugins.get(candidate.name):
            text = f"the {candidate.source} has the same name as the {earlier.source}; remove or rename one of the two"
            faults.append(PluginFault("name_taken", candidate.name, text))
            continue
        plugin, refused = _register(manager, candidate)
        plugins[plugin.name] = plugin
        faults.extend(refused)
        faults.extend(_claimed_twice(plugin, owners))
    return MappingProxyType(plugins), tuple(faults)


def _register(manager: pluggy.PluginManager, candidate: Candidate) -> tuple[Plugin, list[PluginFault]]:
    try:
        module = _loaded(manager, candidate)
        if refused := _misused_hooks(manager, candidate.name, module):
            return _failed(candidate, "it misuses a hook"), refused
        return _asked(manager, candidate), []
    except _BrokenPluginError as error:
        if manager.has_plugin(candidate.name):
            manager.unregister(name=candidate.name)
        return _failed(candidate, str(error)), []


def _loaded(manager: pluggy.PluginManager, candidate: Candidate) -> object:
    try:
        module = candidate.load()
    except (Exception, SystemExit) as error:
        raise _BrokenPluginError(f"it cannot be imported: {type(error).__name__}: {error}") from error
    if module is None:
        raise _BrokenPluginError("it is None, not a module or an object with hooks")
    if known_as := manager.get_name(module):
        raise _BrokenPluginError(f'it is the same module as plugin "{known_as}"; use that name')
    return module


def _misused_hooks(manager: pluggy.PluginManager, name: str, module: object) -> list[PluginFault]:
    """Register the module, unless it wraps a hook, implements one that does not exist or asks for arguments."""
    if wrappers := _wrappers(manager, module):
        text = "() is a hook wrapper, which could hide other plugins; give factories and wrap nothing"
        return [PluginFault("hook_wrapped", name, f"{hook}{text}") for hook in wrappers]
    try:
        manager.register(module, name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        unknown = [hook.name for hook in manager.get_hookcallers(module) or () if not hook.has_spec()]
        manager.unregister(name=name)
        texts = [f"{hook}() is no hook of ours; {nearest(hook, KINDS)}" for hook in unknown] or [
            " ".join(str(error).split())
        ]
        return [PluginFault("hook_misspelt", name, text) for text in texts]
    return []


def _failed(candidate: Candidate, error: str) -> Plugin:
    return Plugin(candidate.name, candidate.source, candidate.version, error=error)


def _wrappers(manager: pluggy.PluginManager, module: object) -> list[str]:
    found = []
    for name in dir(module):
        options = manager.parse_hookimpl_opts(module, name)
        if options and (options["wrapper"] or options["hookwrapper"]):
            found.append(name)
    return found


def _asked(manager: pluggy.PluginManager, candidate: Candidate) -> Plugin:
    """Call the plugin's own hooks, not everybody's: one that raises must not take the answers of the others."""
    factories: dict[Kind, Mapping[str, Factory[Any]]] = {}
    for kind in KINDS:
        for implementation in getattr(manager.hook, kind).get_hookimpls():
            if implementation.plugin_name == candidate.name:
                factories[kind] = _checked(kind, implementation.function)
    if not factories:
        raise _BrokenPluginError(f"it implements no hook; mark its functions with @hookimpl of {hookspecs.__name__}")
    return Plugin(
        candidate.name,
        candidate.source,
        candidate.version or getattr(manager.get_plugin(candidate.name), "__version__", None),
        tuple(factories),
        MappingProxyType(factories),
        folder=folder_of(manager.get_plugin(candidate.name)),
    )


def _checked(kind: Kind, hook: Any) -> Mapping[str, Factory[Any]]:
    try:
        given = list(hook())
    except (Exception, SystemExit) as error:
        raise _BrokenPluginError(f"its hook {kind}() raised {type(error).__name__}: {error}") from error
    named: dict[str, Factory[Any]] = {}
    for factory in given:
        if not isinstance(factory, Factory):
            raise _BrokenPluginError(f"its hook {kind}() gave a {type(factory).__name__} instead of a Factory")
        if not isinstance(factory.name, str) or not _NAME.fullmatch(factory.name):
            raise _BrokenPluginError(f"{kind}: the name {factory.name!r} is not 2 to 32 of a-z, 0-9 and _")
        if mismatch := find_mismatch(factory.contract):
            raise _BrokenPluginError(f"{kind}: {factory.name!r} cannot be used: {mismatch}")
        if kind == "rules" and DRY_RUN in factory.settings:
            raise _BrokenPluginError(f"rules: {factory.name!r} has a setting {DRY_RUN!r}, which is the host's own")
        if factory.name in named:
            raise _BrokenPluginError(f"{kind}: it registers {factory.name!r} twice")
        named[factory.name] = factory
    return MappingProxyType(named)


def _claimed_twice(plugin: Plugin, owners: dict[tuple[Kind, str], str]) -> list[PluginFault]:
    faults = []
    for kind, named in plugin.factories.items():
        for name in named:
            owner = owners.setdefault((kind, name), plugin.name)
            if owner != plugin.name:
                text = f"{kind}: the name {name!r} is registered by plugin {owner!r} already; uninstall one of the two"
                faults.append(PluginFault("name_taken", plugin.name, text))
    return faults
