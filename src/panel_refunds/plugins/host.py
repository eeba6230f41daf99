"""The plugin host: one per process, and one per test.

``PluginHost.load()`` finds every plugin, registers it and refuses what would make the installation ambiguous.
``host.for_tenant(tenant, now=…)`` then gives the built objects of one tenant, of the plugins its file enables and of
our defaults, and of no others. A host holds its own plugin manager; there is none at module level.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import metadata
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

import pluggy

from panel_refunds import hookspecs
from panel_refunds.plugins.apart.registering import NONE_APART, Apart
from panel_refunds.plugins.building import Building, Uncertified
from panel_refunds.plugins.candidates import find_candidates
from panel_refunds.plugins.failures import Failures
from panel_refunds.plugins.faults import PluginFault, PluginSettingsError, PluginsRefusedError, nearest
from panel_refunds.plugins.kinds import CERTIFIED_KINDS, KINDS, Kind
from panel_refunds.plugins.listing import PluginListed, list_plugins
from panel_refunds.plugins.registration import Plugin, register_all
from panel_refunds.plugins.secrets import Redactor, SecretReader, UnreadSecrets
from panel_refunds.plugins.surroundings import HttpClients
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.ports import Factory
from panel_refunds.tenants.tenant import PluginUse, Tenant

if TYPE_CHECKING:
    import httpx2


class PluginHost:
    """All plugins of an installation; make one with ``load`` or ``load_for``."""

    def __init__(self, plugins: Mapping[str, Plugin], *, uncertified: Uncertified = "warn") -> None:
        self.plugins = plugins
        self.uncertified = uncertified

    @classmethod
    def load(
        cls,
        extra: Sequence[str] = (),
        *,
        installed: Iterable[metadata.EntryPoint] | None = None,
        apart: Apart = NONE_APART,
        uncertified: Uncertified = "warn",
    ) -> Self:
        """Our defaults, the ``installed`` entry points (those of this Python when None), and dotted names in ``extra``.

        Those that ``apart`` covers live in processes of their own. Raises ``PluginsRefusedError`` with every misspelt
        hook, hook wrapper and name registered twice. A plugin that does not import, raises in a hook or gives bad
        factories is in ``plugins`` with its ``error`` instead.
        """
        manager = pluggy.PluginManager(hookspecs.PROJECT)
        manager.add_hookspecs(hookspecs)
        candidates = find_candidates(extra, installed)
        plugins, faults = register_all(manager, candidates, apart.register_covered)
        if faults:
            raise PluginsRefusedError(faults)
        return cls(plugins, uncertified=uncertified)

    @classmethod
    def load_for(
        cls, tenants: Iterable[Tenant], apart: Apart = NONE_APART, *, uncertified: Uncertified = "warn"
    ) -> Self:
        """A host that also knows the modules which these tenants name by dotted path in their ``plugins``."""
        names = [name for tenant in tenants for name in tenant.plugins]
        return cls.load(names, apart=apart, uncertified=uncertified)

    def describe(self) -> list[PluginListed]:
        """Every plugin with version, hooks, factories, settings and status, for people and for ``--json``."""
        return list_plugins(self.plugins.values())

    def get_factory(self, kind: Kind, name: str) -> Factory[Any]:
        """The factory that any loaded plugin registered under ``name``; LookupError with the nearest name."""
        named = {
            word: made for plugin in self.plugins.values() for word, made in plugin.factories.get(kind, {}).items()
        }
        if name not in named:
            raise LookupError(f"no plugin gives {name!r} under {kind}; {nearest(name, list(named))}")
        return named[name]

    def for_tenant(
        self,
        tenant: Tenant,
        *,
        now: Callable[[], datetime],
        kinds: Collection[Kind] = KINDS,
        environ: Mapping[str, str] | None = None,
        transport: httpx2.BaseTransport | None = None,
        read_secrets: bool = True,
    ) -> TenantPlugins:
        """The objects that the tenant's file configures; ``PluginSettingsError`` with all faults when one cannot be.

        ``environ`` is where secrets are read (the process's own when None). ``transport`` replaces the network.
        With ``read_secrets=False`` no secret is looked at and the objects can answer, but call nobody.
        """
        building = self._built(tenant, now, kinds, environ, HttpClients(transport), read_secrets=read_secrets)
        if building.faults:
            building.close()
            raise PluginSettingsError(tenant.slug, building.faults)
        return TenantPlugins(
            tenant=tenant.slug,
            now=now,
            settings=MappingProxyType(building.settings),
            made_by=MappingProxyType(self._makers(tenant)),
            standings=MappingProxyType(building.standings),
            redact=building.redact,
            http_clients=building.http_clients,
            patience=building.patience,
            failures=building.failures,
            keepers=tuple(building.keepers),
            gateways=MappingProxyType(building.built["gateways"]),
            order_providers=MappingProxyType(building.built["order_providers"]),
            fraud_checks=MappingProxyType(building.built["fraud_checks"]),
            rules=MappingProxyType(building.built["rules"]),
            dry_runs=frozenset(name for name, use in tenant.rules.items() if use.dry_run),
            notifiers=MappingProxyType(building.built["notifiers"]),
            warnings=tuple(building.warnings),
        )

    def check_tenant(
        self, tenant: Tenant, *, environ: Mapping[str, str] | None = None, read_secrets: bool = True
    ) -> tuple[PluginFault, ...]:
        """Everything that is wrong with a tenant's plugins; what was built for the check is closed again."""
        building = self._built(tenant, _now, KINDS, environ, HttpClients(), read_secrets=read_secrets)
        building.close()
        return tuple(building.faults)

    def warn_tenant(self, tenant: Tenant, *, environ: Mapping[str, str] | None = None) -> tuple[PluginFault, ...]:
        """What an operator should know of a tenant's plugins, and is no fault; no secret is looked at."""
        building = self._built(tenant, _now, CERTIFIED_KINDS, environ, HttpClients(), read_secrets=False)
        building.close()
        return tuple(building.warnings)

    def _makers(self, tenant: Tenant) -> dict[tuple[Kind, str], tuple[str, str]]:
        """Of each object in the tenant's file the plugin that gives it, and its version."""
        makers: dict[tuple[Kind, str], tuple[str, str]] = {}
        for plugin in self.plugins.values():
            for kind, named in plugin.factories.items():
                uses: Mapping[str, PluginUse] = getattr(tenant, kind)
                mine = [use.name for use in uses.values() if use.use in named]
                makers |= {(kind, name): (plugin.name, plugin.version or "") for name in mine}
        return makers

    def _built(
        self,
        tenant: Tenant,
        now: Callable[[], datetime],
        kinds: Collection[Kind],
        environ: Mapping[str, str] | None,
        http_clients: HttpClients,
        *,
        read_secrets: bool,
    ) -> Building:
        redact = Redactor()
        reader = SecretReader(os.environ if environ is None else environ, tenant.folder, redact)
        secrets = reader if read_secrets else UnreadSecrets()
        failures = Failures(now, redact)
        building = Building(
            tenant, self.plugins, secrets, redact, http_clients, now, failures, uncertified=self.uncertified
        )
        building.run(kinds)
        return building


def _now() -> datetime:
    return datetime.now(UTC)
