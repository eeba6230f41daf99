"""The service as one object: an installation's tenants, their plugins, the store, and a desk for each tenant.

API, worker and command line all start here. Opening reads every file, builds every plugin's objects and looks at the
database; what is wrong is told then, all at once, and not by the first customer who meets it. A plugin that does not
work closes the tenants that use it, and nobody else's: they are open again after a reload with a plugin that does.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self
from uuid import UUID

import structlog

from panel_refunds.app.desks import NO_GATEWAYS, make_desk
from panel_refunds.app.failure_letters import FailureLetters
from panel_refunds.app.languages import language_faults
from panel_refunds.app.ways_in import WaysIn, faults_of_ways_in, make_ways_in
from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.sealing import Sealing
from panel_refunds.ids import tenant_uuid
from panel_refunds.plugins.apart.registering import Apart
from panel_refunds.plugins.failures import ObjectFailed
from panel_refunds.plugins.faults import PluginFault, PluginFaultsError, PluginSettingsError
from panel_refunds.plugins.host import PluginHost
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.ports import Gateway
from panel_refunds.store import Files, Store
from panel_refunds.tenants.directory import ReloadReport, TenantDirectory
from panel_refunds.tenants.faults import Fault, Faults, TenantFileError
from panel_refunds.tenants.installation import CONFIG_FILE, Installation, load_installation
from panel_refunds.tenants.tenant import Place, Tenant
from panel_refunds.tenants.versions_in_use import forgotten_versions

LOG = structlog.get_logger("panel_refunds.app")


def utc_now() -> datetime:
    """The clock of the service."""
    return datetime.now(UTC)


class Service:
    """A running installation; make one with ``open``, and ``close`` it.

    ``directory`` has the tenants as their files say, ``host`` the plugins, ``store`` the database, ``files`` the files
    of conversations.
    """

    def __init__(
        self,
        installation: Installation,
        store: Store,
        *,
        now: Callable[[], datetime],
        gateways: Mapping[str, Gateway] = NO_GATEWAYS,
        read_secrets: bool = True,
    ) -> None:
        _refuse_forgotten_versions(installation, store)
        _refuse_languages_without_words(installation)
        self.directory = TenantDirectory(installation, now)
        self.host = self._load_host(installation)
        self.store = store
        self.files = _files_beside(installation, store)
        self.now = now
        self._gateways = gateways
        self._read_secrets = read_secrets
        self._ways_in = self._all_ways_in(installation)
        self._reloading = threading.Lock()
        self._plugins: dict[str, TenantPlugins] = {}
        self._retired: list[TenantPlugins | WaysIn] = []
        self._letters = FailureLetters()
        self._sealing = Sealing(lambda: installation.get_secrets_keys(os.environ))
        if read_secrets:
            _check_secrets_key(installation, self._sealing)
        self._left_out: dict[str, tuple[PluginFault, ...]] = {}
        self._take(self._build_all(installation.tenants.values()))

    @classmethod
    def open(
        cls,
        root: Path | None = None,
        *,
        database: str | None = None,
        now: Callable[[], datetime] | None = None,
        gateways: Mapping[str, Gateway] | None = None,
        read_secrets: bool = True,
    ) -> Self:
        """Open the installation in ``root`` (the current folder when None) on its database, or on ``database`` (a URL).

        A database that is still empty gets its tables. ``gateways`` are used by every tenant in place of its own of the
        same name. With ``read_secrets=False`` no secret is looked at, and nobody outside can be called. Raises
        TenantFileError, PluginsRefusedError and PluginFaultsError with every fault there is, SchemaError for a
        database of another version.
        """
        installation = load_installation(root or Path())
        store = Store(database or installation.get_database_url(os.environ))
        try:
            if store.current_revision() is None:
                store.create_schema()
            return cls(
                installation, store, now=now or utc_now, gateways=gateways or NO_GATEWAYS, read_secrets=read_secrets
            )
        except BaseException:
            store.close()
            raise

    def desk(self, slug: str) -> Desk:
        """The desk of the tenant of that short name.

        Refused with ``not_found``, and with ``plugin_broken`` while a plugin of the tenant does not work.
        """
        found = self._desks.get(tenant_uuid(slug))
        if found is None and slug in self._left_out:
            raise Refused("plugin_broken")
        if found is None:
            raise Refused("not_found", f"There is no tenant {slug[:60]!r} here.", field="tenant")
        return found

    def desks(self) -> Mapping[UUID, Desk]:
        """All desks as they are now, by tenant id."""
        return self._desks

    def warnings(self) -> tuple[PluginFault, ...]:
        """What an operator should know of the tenants' plugins as they are now, and is no fault."""
        return tuple(warning for plugins in self._plugins.values() for warning in plugins.warnings)

    def left_out(self) -> tuple[str, ...]:
        """The tenants that have no desk, because a plugin of theirs did not work when the service started."""
        return tuple(self._left_out)

    def failing(self) -> tuple[ObjectFailed, ...]:
        """The objects of all tenants' plugins that failed in this process within the last hour."""
        return tuple(failed for plugins in self._plugins.values() for failed in plugins.failures.seen_lately())

    def reload(self) -> ReloadReport:
        """Read the tenants' files again, and their secrets.

        A tenant with bad files keeps what it had, and the report says so; TenantFileError only when their folder
        cannot be read at all.
        """
        with self._reloading:
            built: dict[str, TenantPlugins] = {}
            ways_in: dict[str, WaysIn] = {}
            self._look_again_at_broken_plugins()

            def build(tenant: Tenant) -> tuple[Fault, ...]:
                if faults := language_faults(tenant):
                    return faults
                try:
                    ways_in[tenant.slug] = self._ways_in_of(tenant)
                    built[tenant.slug] = self._build(tenant)
                except TenantFileError as error:
                    return error.faults
                except PluginFaultsError as error:
                    return tuple(_as_fault(tenant, fault) for fault in error.faults)
                return ()

            report = self.directory.reload(build)
            for slug in {*report.kept, *report.refused} & built.keys():
                built.pop(slug).close()
            replaced = [self._ways_in[slug] for slug in built if slug in self._ways_in]
            self._ways_in |= {slug: ways_in[slug] for slug in built}
            kept = {slug: self._plugins[slug] for slug in report.kept if slug in self._plugins}
            self._left_out = {slug: faults for slug, faults in self._left_out.items() if slug in report.kept}
            self._take(built | kept)
            self._retired += replaced
            return report

    def close(self) -> None:
        """Close the plugins' connections and the database's; what failures there were is told before."""
        self._letters.close()
        for plugins in (*self._retired, *self._plugins.values()):
            plugins.close()
        for ways in self._ways_in.values():
            ways.close()
        self.store.close()
        self.files.close()

    def _ways_in_of(self, tenant: Tenant) -> WaysIn:
        """The tenant's ways in, looked at; TenantFileError with what is wrong with them."""
        has_key, ways = self.directory.current.secrets_key is not None, make_ways_in(tenant, self.now)
        if faults := faults_of_ways_in(tenant, ways, has_key=has_key, read_secrets=self._read_secrets):
            raise TenantFileError(faults)
        return ways

    def _all_ways_in(self, installation: Installation) -> dict[str, WaysIn]:
        faults, found = Faults(), dict[str, WaysIn]()
        for slug, tenant in installation.tenants.items():
            with faults.kept():
                found[slug] = self._ways_in_of(tenant)
        faults.raise_any()
        return found

    def _build_all(self, tenants: Iterable[Tenant]) -> dict[str, TenantPlugins]:
        """The objects of every tenant; one whose plugin does not work is left out as long as others are there.

        What is wrong in files is told for all of them, and then there is no service.
        """
        built: dict[str, TenantPlugins] = {}
        broken: dict[str, tuple[PluginFault, ...]] = {}
        for tenant in tenants:
            try:
                built[tenant.slug] = self._build(tenant)
            except PluginSettingsError as error:
                broken[tenant.slug] = error.faults
        faults = [fault for found in broken.values() for fault in found]
        if faults and (not built or not all(fault.of_plugin for fault in faults)):
            for plugins in built.values():
                plugins.close()
            raise PluginFaultsError("The plugins of these tenants cannot be used:", faults)
        self._leave_out(broken)
        return built

    def _leave_out(self, broken: dict[str, tuple[PluginFault, ...]]) -> None:
        self._left_out = broken
        for slug, faults in broken.items():
            LOG.error("tenant_left_out", tenant=slug, faults=[str(fault) for fault in faults])

    def _build(self, tenant: Tenant) -> TenantPlugins:
        if any(name not in self.host.plugins for name in tenant.plugins):
            # The file may name a module that no tenant named before.
            self.host = self._load_host(self.directory.current, tenant)
        return self.host.for_tenant(tenant, now=self.now, read_secrets=self._read_secrets)

    @staticmethod
    def _load_host(installation: Installation, *besides: Tenant) -> PluginHost:
        """The plugins as the installation's files want them, for its tenants and for those ``besides``."""
        tenants = [*installation.tenants.values(), *besides]
        return PluginHost.load_for(tenants, Apart.of(installation), uncertified=installation.uncertified)

    def _look_again_at_broken_plugins(self) -> None:
        """A plugin that did not load may have been mended."""
        if any(plugin.error for plugin in self.host.plugins.values()):
            current = self.directory.current
            try:
                self.host = self._load_host(current)
            except PluginFaultsError as error:
                LOG.warning("plugins_not_loaded_again", error=str(error))

    def _take(self, plugins: dict[str, TenantPlugins]) -> None:
        """Swap the desks. What they used before is closed one swap later, when nobody is in the middle of a call."""
        for old in self._retired:
            old.close()
        self._retired = [old for slug, old in self._plugins.items() if plugins.get(slug) is not old]
        self._plugins = plugins
        tenants = self.directory.current.tenants
        desks = [
            make_desk(
                tenants[slug],
                built,
                self.store,
                self.now,
                self._gateways,
                sealing=self._sealing,
                files=self.files,
                ways_in=self._ways_in[slug],
            )
            for slug, built in plugins.items()
        ]
        for desk in desks:
            self._letters.watch(desk, plugins[desk.tenant.slug].failures)
        self._desks = MappingProxyType({desk.tenant.id: desk for desk in desks})


def _files_beside(installation: Installation, store: Store) -> Files:
    """The files of conversations; beside a database in memory they are gone with it, unless the file names a folder."""
    if store.in_memory and installation.attachments_dir is None:
        return Files.for_a_while()
    return Files(installation.find_attachments_folder(store.file))


def _check_secrets_key(installation: Installation, sealing: Sealing) -> None:
    """A key that is missing or is none is told at the start, and not by the first one who sets up codes."""
    try:
        sealing.check()
    except ValueError as error:
        place = Place(installation.root / CONFIG_FILE)
        raise TenantFileError([Fault(place, "secrets_key", str(error))]) from None


def _refuse_forgotten_versions(installation: Installation, store: Store) -> None:
    used = store.policies_used()
    tenants = installation.tenants.values()
    faults = [fault for tenant in tenants for fault in forgotten_versions(tenant, used.get(tenant.id, {}))]
    if faults:
        raise TenantFileError(faults)


def _refuse_languages_without_words(installation: Installation) -> None:
    faults = [fault for tenant in installation.tenants.values() for fault in language_faults(tenant)]
    if faults:
        raise TenantFileError(faults)


def _as_fault(tenant: Tenant, fault: PluginFault) -> Fault:
    place = fault.place or Place(tenant.folder / "tenant.toml")
    return Fault(place, fault.key, f"plugin {fault.plugin!r}: {fault.text}")
