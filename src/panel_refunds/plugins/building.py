"""A tenant's objects, built from its file.

Two steps. First what the tenant may see: the factories of our defaults and of the plugins its ``plugins`` list names,
none else. Then each ``[gateways.NAME]``, ``[order_providers.NAME]`` … is matched with its factory, its settings are
checked, its secrets read, its object built. Everything wrong is told at once, and nothing is half built.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds import default_plugins
from panel_refunds.errors import Refused
from panel_refunds.plugins.apart.kept_apart import Keeper, keeper_of
from panel_refunds.plugins.bounded import BoundedGateway, BoundedNotifier, BoundedProvider, Caller
from panel_refunds.plugins.certificates import Standing
from panel_refunds.plugins.deadline import Patience, TimedOutError
from panel_refunds.plugins.failures import Failures
from panel_refunds.plugins.faults import PluginFault, nearest, told
from panel_refunds.plugins.host_settings import find_wrong, host_settings
from panel_refunds.plugins.kinds import CERTIFIED_KINDS, KINDS, Kind, missing_methods
from panel_refunds.plugins.letterheads import letterhead_of
from panel_refunds.plugins.registration import Plugin
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.settings import ReadsSecrets, check_settings, public_settings
from panel_refunds.plugins.surroundings import NO_LETTERHEAD, HttpClients, make_surroundings
from panel_refunds.ports import Factory
from panel_refunds.tenants.tenant import Place, PluginUse, Tenant

BUILD_SECONDS = 40.0  # more than a process may take to open, so that it is the process that is told of
Visible = Mapping[tuple[Kind, str], tuple[Plugin, Factory[Any]]]
Uncertified = Literal["warn", "refuse"]
_BOUNDED: Mapping[Kind, Callable[[Any, Caller], object]] = MappingProxyType(
    {"gateways": BoundedGateway, "order_providers": BoundedProvider, "notifiers": BoundedNotifier}
)


@dataclass(slots=True)
class Building:
    """The objects of one tenant while they are built, and the faults met on the way."""

    tenant: Tenant
    plugins: Mapping[str, Plugin]
    secrets: ReadsSecrets
    redact: Redactor
    http_clients: HttpClients
    now: Callable[[], datetime]
    failures: Failures
    patience: Patience = field(default_factory=Patience)
    keepers: list[Keeper] = field(default_factory=list)
    built: dict[Kind, dict[str, Any]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    settings: dict[tuple[Kind, str], Mapping[str, Any]] = field(default_factory=dict)
    standings: dict[tuple[Kind, str], Standing] = field(default_factory=dict)
    faults: list[PluginFault] = field(default_factory=list)
    uncertified: Uncertified = "warn"
    warnings: list[PluginFault] = field(default_factory=list)

    def run(self, kinds: Collection[Kind]) -> None:
        """Build every object of ``kinds`` that the tenant's file configures."""
        visible = self._visible()
        for kind in kinds:
            uses: Mapping[str, PluginUse] = getattr(self.tenant, kind)
            for use in uses.values():
                if (found := visible.get((kind, use.use))) is None:
                    self._not_visible(kind, use, visible)
                else:
                    self._build(kind, use, *found)

    def close(self) -> None:
        """Close what was built: connections, and processes of objects that live apart."""
        self.http_clients.close()
        for keeper in self.keepers:
            keeper.close()

    def _visible(self) -> Visible:
        file = Place(self.tenant.folder / "tenant.toml")
        visible: dict[tuple[Kind, str], tuple[Plugin, Factory[Any]]] = {}
        for name in dict.fromkeys([*default_plugins.NAMES, *self.tenant.plugins]):
            plugin = self.plugins.get(name)
            place = self.tenant.plugin_places.get(name, file)
            if plugin is None:
                text = f"it is not installed; {nearest(name, list(self.plugins))}"
                self.faults.append(PluginFault("plugin_unknown", name, text, place, "plugins"))
            elif plugin.error is not None:
                text = f"it is enabled here and does not work: {plugin.error}"
                self.faults.append(PluginFault("plugin_failed", name, text, place, "plugins", of_plugin=True))
            else:
                for kind, named in plugin.factories.items():
                    visible.update({(kind, word): (plugin, factory) for word, factory in named.items()})
        return visible

    def _not_visible(self, kind: Kind, use: PluginUse, visible: Visible) -> None:
        place = use.places.get("use", use.place)
        key = f"{kind}.{use.name}"
        for plugin in self.plugins.values():
            if use.use in plugin.factories.get(kind, {}):
                text = f'it gives {use.use!r}, but is not enabled here; add "{plugin.name}" to plugins'
                self.faults.append(PluginFault("plugin_not_enabled", plugin.name, text, place, key))
                return
        known = nearest(use.use, [word for of, word in visible if of == kind])
        text = f"no enabled plugin gives {use.use!r} under {kind}; {known}"
        # It may be one of a plugin that failed, and then nothing is wrong with the file.
        failed = any(fault.of_plugin for fault in self.faults)
        self.faults.append(PluginFault("factory_unknown", use.use, text, place, key, of_plugin=failed))

    def _build(self, kind: Kind, use: PluginUse, plugin: Plugin, factory: Factory[Any]) -> None:
        ours = host_settings(kind)
        complete = replace(factory, settings=MappingProxyType({**factory.settings, **ours}))
        checked, faults = check_settings(kind, use, plugin.name, complete, self.secrets)
        self.faults.extend(faults)
        if faults:
            return
        if wrong := find_wrong(kind, checked):
            key, text = wrong
            place = use.places.get(key, use.place)
            self.faults.append(PluginFault("setting_invalid", plugin.name, text, place, f"{kind}.{use.name}.{key}"))
            return
        values = MappingProxyType({key: value for key, value in checked.items() if key not in ours})
        around = make_surroundings(
            self.tenant.slug,
            use.name,
            now=self.now,
            http_clients=self.http_clients,
            redact=self.redact,
            folder=self.tenant.folder,
            letterhead=letterhead_of(self.tenant) if kind == "notifiers" else NO_LETTERHEAD,
        )
        name = f"{kind}.{use.name}"
        try:
            # Apart from calls that hang, which count for themselves.
            thing = self.patience.start(f"building {name}", lambda: factory.build(values, around)).wait(BUILD_SECONDS)
            missing = missing_methods(kind, thing)
        except Refused as refused:
            self._unbuilt(kind, use, plugin, refused.text, refused.field, of_plugin=False)
            return
        except TimedOutError:
            self._unbuilt(
                kind, use, plugin, f"it could not be built: it did not come back in {BUILD_SECONDS:g} seconds"
            )
            return
        except Exception as error:  # noqa: BLE001 - whatever a foreign builder raises is a fault of this one object
            self._unbuilt(kind, use, plugin, f"it could not be built: {told(error)}")
            return
        if (keeper := keeper_of(thing)) is not None:
            self.keepers.append(keeper)
            self.patience.when_late(name, keeper.give_up)
        if missing:
            self._unbuilt(kind, use, plugin, f"what it built has no {', '.join(missing)}")
            return
        self.failures.own(name, plugin.name)
        self.built[kind][use.name] = self._bounded(kind, name, thing)
        self._look_at_certificate(kind, use, plugin, self.built[kind][use.name])
        self.settings[kind, use.name] = public_settings(complete, checked)

    def _bounded(self, kind: Kind, name: str, thing: Any) -> Any:
        """Fraud checks and rules are asked all together in ``ask``, which minds the time itself."""
        if kind not in _BOUNDED:
            return thing
        return _BOUNDED[kind](thing, Caller(name, self.patience, self.redact, note=self.failures.note))

    def _look_at_certificate(self, kind: Kind, use: PluginUse, plugin: Plugin, thing: Any) -> None:
        """Note how it stands; a gateway for real money that nobody has tried as it is: a warning, or a fault."""
        if kind not in CERTIFIED_KINDS:
            self.standings[kind, use.name] = plugin.standing(kind, use.use)
            return
        sandbox = False
        try:
            standing = plugin.standing(kind, use.use, thing.capabilities)
            sandbox = thing.capabilities("").sandbox
        except Exception as error:  # noqa: BLE001 - what it says of itself is part of what was to be certified
            standing = Standing("stale", f"capabilities() raised {type(error).__name__}")
        self.standings[kind, use.name] = standing
        if standing.good or sandbox:
            return
        text = (
            f"{standing}. Nobody has shown that {use.use!r}, as it is installed here, never pays twice: ask its author "
            "to certify it with the conformance kit, or use it with play money only."
        )
        found = self.faults if self.uncertified == "refuse" else self.warnings
        found.append(PluginFault("not_certified", plugin.name, text, use.place, f"{kind}.{use.name}"))

    def _unbuilt(
        self, kind: Kind, use: PluginUse, plugin: Plugin, text: str, key: str | None = None, *, of_plugin: bool = True
    ) -> None:
        """Note that an object could not be built; ``key`` is the setting its builder refused, where it says so."""
        place = use.places.get(key, use.place) if key else use.place
        named = f"{kind}.{use.name}.{key}" if key else f"{kind}.{use.name}"
        self.faults.append(PluginFault("build_failed", plugin.name, self.redact(text), place, named, of_plugin))
