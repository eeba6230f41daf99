"""The installation as it is now, and how it changes while the service runs.

Files are read again on request and the whole is swapped at once; whoever asks sees the old or the new, never a
mixture. A tenant whose files are bad keeps what it had, the others change, and the report says so. A policy
version that is in force may have decided about money: an edit of it, or its removal, is refused like any other
fault. What only ``panel-refunds.toml`` says needs a restart.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import MappingProxyType

from panel_refunds.tenants.faults import Fault, TenantFileError
from panel_refunds.tenants.hosts import HostMap
from panel_refunds.tenants.installation import Installation, load_tenants
from panel_refunds.tenants.tenant import Place, Tenant
from panel_refunds.tenants.versions_in_use import ADVICE, file_of


@dataclass(frozen=True, slots=True)
class ReloadReport:
    """What a reload did, by slug. ``kept`` have an old version and bad files; ``refused`` have bad files only."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    kept: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)
    refused: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Everything that is wrong in the files."""
        return tuple(fault for found in (*self.kept.values(), *self.refused.values()) for fault in found)


class TenantDirectory:
    """Holds the current installation; safe to read and to reload from any thread."""

    def __init__(self, installation: Installation, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._current = installation
        self._now = now
        self._reloading = threading.Lock()

    @property
    def current(self) -> Installation:
        """The installation as last read; keep it for the length of one request."""
        return self._current

    def reload(self, check: Callable[[Tenant], tuple[Fault, ...]] = lambda _tenant: ()) -> ReloadReport:
        """Read the tenants' files again; TenantFileError only when their folder cannot be read (nothing changes).

        ``check`` says what else is wrong with a tenant whose files are good: its plugins' settings, for one.
        """
        with self._reloading:
            old = self._current.tenants
            read = load_tenants(self._current.tenants_folder)
            faults = dict(read.faults)
            new: dict[str, Tenant] = {}
            for slug, tenant in read.tenants.items():
                if wrong := self._forbidden_edits(old.get(slug), tenant) or check(tenant):
                    faults[slug] = wrong
                else:
                    new[slug] = tenant
            new |= {slug: old[slug] for slug in faults if slug in old}
            hosts = _settle_hosts(old, new, faults)
            self._current = replace(self._current, tenants=hosts.tenants, hosts=hosts)
            return _report(old, new, faults)

    def _forbidden_edits(self, old: Tenant | None, new: Tenant) -> tuple[Fault, ...]:
        """One fault per version in force that says something else now, or is gone."""
        if old is None:
            return ()
        found = []
        today = old.calendar.day_of(self._now())
        now_says = _digests(new)
        for versions in old.policies.values():
            for version in versions:
                # The first version also governs what came before it.
                in_force = version.day <= today or version is versions[0]
                if in_force and now_says.get(version.label) != version.digest:
                    gone = version.label not in now_says
                    text = f"{version.label} is in force and {'is gone' if gone else 'was edited'}."
                    found.append(Fault(Place(file_of(new, version.label)), None, text, ADVICE))
        return tuple(found)


def _differs(old: Tenant | None, new: Tenant) -> bool:
    """Whether the files say something else than before."""
    return old is None or _digests(old) != _digests(new)


def _digests(tenant: Tenant) -> dict[str, str]:
    """A digest for everything the tenant's files say: policy versions by label, ``tenant.toml`` under ""."""
    versions = (version for found in tenant.policies.values() for version in found)
    return {"": tenant.digest} | {version.label: version.digest for version in versions}


def _settle_hosts(old: Mapping[str, Tenant], new: dict[str, Tenant], faults: dict[str, tuple[Fault, ...]]) -> HostMap:
    """The hosts of ``new``; while two claim the same host, those that changed fall back to what they were.

    Ends, because every round takes back at least one change, and the tenants as they were do not conflict.
    """
    while True:
        try:
            return HostMap.build(new.values())
        except TenantFileError as error:
            for slug, tenant in list(new.items()):
                mine = tuple(fault for fault in error.faults if fault.place.file.is_relative_to(tenant.folder))
                if mine and _differs(old.get(slug), tenant):
                    faults[slug] = mine
                    del new[slug]
                    if slug in old:
                        new[slug] = old[slug]


def _report(
    old: Mapping[str, Tenant], new: Mapping[str, Tenant], faults: Mapping[str, tuple[Fault, ...]]
) -> ReloadReport:
    return ReloadReport(
        added=tuple(slug for slug in new if slug not in old),
        changed=tuple(slug for slug in new if slug in old and _differs(old[slug], new[slug])),
        removed=tuple(slug for slug in old if slug not in new),
        kept=MappingProxyType({slug: found for slug, found in faults.items() if slug in old}),
        refused=MappingProxyType({slug: found for slug, found in faults.items() if slug not in old}),
    )
