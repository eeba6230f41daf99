"""From candidates to plugins: each is imported, registered and asked for its factories, one by one.

Two kinds of trouble are told apart. What would make the *installation* ambiguous is refused at start: a hook
nobody calls (misspelt), a wrapper around a hook (it could hide another plugin's gateway), a name registered
twice. What only means that one plugin does not work is remembered with that plugin as its error: it does not
import, its hook raises, its factories are badly named or made for another contract. Then the plugin has failed,
nobody else has, and a tenant that enables it is told.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar, get_args, get_type_hints

import pluggy

from panel_refunds import hookspecs
from panel_refunds.plugins.candidates import BUILT_IN, Candidate
from panel_refunds.plugins.certificates import Standing, folder_of, standing_of
from panel_refunds.plugins.deadline import Patience, TimedOutError
from panel_refunds.plugins.faults import PluginFault, nearest, told
from panel_refunds.plugins.host_settings import host_settings
from panel_refunds.plugins.kinds import KINDS, Kind
from panel_refunds.ports import Capabilities, Factory, Setting
from panel_refunds.ports.contract import find_mismatch
from panel_refunds.tenants.plugin_tables import DRY_RUN

LOAD_SECONDS = 30.0
MOST_FACTORIES = 100
MOST_SETTINGS = 100
GivenT = TypeVar("GivenT")
_SETTING_KINDS = get_args(get_type_hints(Setting)["kind"])
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
    apart: bool = False

    def standing(self, kind: Kind, use: str, ask: Callable[[str], Capabilities] | None = None) -> Standing:
        """How the adapter ``use`` stands with the kit; ``ask`` is its ``capabilities``, where it was built."""
        if self.source == BUILT_IN:
            # They come with the core in one distribution, whose own tests try each of them with the kit: a certificate
            # says which source was tried with which core, and here the two cannot differ.
            return Standing("built in")
        return standing_of(self.folder, kind, use, version=self.version, ask=ask)

    @property
    def status(self) -> Literal["loaded", "failed"]:
        """Whether tenants can use it."""
        return "failed" if self.error else "loaded"


Registered = tuple[Plugin, list[PluginFault]]


class _BrokenPluginError(Exception):
    """A plugin gave something that is no factory of ours; the text says what."""


def _nowhere(_candidate: Candidate) -> Registered | None:
    return None


def register_all(
    manager: pluggy.PluginManager,
    candidates: Iterable[Candidate],
    elsewhere: Callable[[Candidate], Registered | None] = _nowhere,
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
        plugin, refused = elsewhere(candidate) or _register(manager, candidate)
        plugins[plugin.name] = plugin
        faults.extend(refused)
        faults.extend(_claimed_twice(plugin, owners))
    return MappingProxyType(plugins), tuple(faults)


def _register(manager: pluggy.PluginManager, candidate: Candidate) -> Registered:
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
    module = _in_time("it cannot be imported", candidate.load)
    if module is None:
        raise _BrokenPluginError("it is None, not a module or an object with hooks")
    if known_as := manager.get_name(module):
        raise _BrokenPluginError(f'it is the same module as plugin "{known_as}"; use that name')
    return module


def _misused_hooks(manager: pluggy.PluginManager, name: str, module: object) -> list[PluginFault]:
    """Register the module, unless it wraps a hook, implements one that does not exist or asks for arguments."""
    try:
        wrappers = _wrappers(manager, module)
    except Exception as error:
        raise _BrokenPluginError(f"it cannot be looked at: {told(error)}") from error
    if wrappers:
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
                factories[kind] = _given(kind, implementation.function)
    if not factories:
        raise _BrokenPluginError(f"it implements no hook; mark its functions with @hookimpl of {hookspecs.__name__}")
    return Plugin(
        candidate.name,
        candidate.source,
        candidate.version or _version_of(manager.get_plugin(candidate.name)),
        tuple(factories),
        MappingProxyType(factories),
        folder=folder_of(manager.get_plugin(candidate.name)),
    )


def _version_of(module: object) -> str | None:
    version = getattr(module, "__version__", None)
    return version[:40] if isinstance(version, str) else None


def _in_time(otherwise: str, ask: Callable[[], GivenT]) -> GivenT:
    """What a foreign function gives within the time that a start may take; ``otherwise`` begins the error's text."""
    with redirect_stdout(sys.stderr):
        try:
            return Patience().start("loading", ask).wait(LOAD_SECONDS)
        except TimedOutError:
            raise _BrokenPluginError(f"{otherwise}: it did not come back in {LOAD_SECONDS:g} seconds") from None
        except Exception as error:
            raise _BrokenPluginError(f"{otherwise}: {told(error)}") from error


def _given(kind: Kind, hook: Callable[[], Iterable[Any]]) -> Mapping[str, Factory[Any]]:
    given = _in_time(f"its hook {kind}() did not work", lambda: list(islice(hook(), MOST_FACTORIES + 1)))
    return checked_factories(kind, given)


def checked_factories(kind: Kind, given: list[Any]) -> Mapping[str, Factory[Any]]:
    """The factories that a hook gave, by name; raises for anything that is no factory of our contract."""
    if len(given) > MOST_FACTORIES:
        raise _BrokenPluginError(f"its hook {kind}() gave more than {MOST_FACTORIES} factories")
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
        if wrong := _wrong_with(factory):
            raise _BrokenPluginError(f"{kind}: {factory.name!r} {wrong}")
        if taken := sorted(host_settings(kind).keys() & factory.settings.keys()):
            raise _BrokenPluginError(f"{kind}: {factory.name!r} has the setting {taken[0]!r}, which is the host's own")
        named[factory.name] = factory
    return MappingProxyType(named)


def _wrong_with(factory: Any) -> str | None:
    if not callable(factory.build):
        return "has a build that cannot be called"
    if not isinstance(factory.settings, Mapping) or len(factory.settings) > MOST_SETTINGS:
        return f"has settings that are no table of at most {MOST_SETTINGS}"
    for key, setting in factory.settings.items():
        if not isinstance(key, str) or not isinstance(setting, Setting) or setting.kind not in _SETTING_KINDS:
            return f"has a setting {str(key)[:40]!r} that is no Setting of a kind we know"
    return None


def _claimed_twice(plugin: Plugin, owners: dict[tuple[Kind, str], str]) -> list[PluginFault]:
    faults = []
    for kind, named in plugin.factories.items():
        for name in named:
            owner = owners.setdefault((kind, name), plugin.name)
            if owner != plugin.name:
                text = f"{kind}: the name {name!r} is registered by plugin {owner!r} already; uninstall one of the two"
                faults.append(PluginFault("name_taken", plugin.name, text))
    return faults
