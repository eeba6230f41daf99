"""One installation: a folder with ``panel-refunds.toml`` (optional) and a folder of tenants.

The file says what concerns the process and not a brand: the database, where to listen, whom to trust as a proxy,
currencies beyond ISO 4217. Without the file every key has its default.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.tenants.faults import Fault, Faults, TenantFileError
from panel_refunds.tenants.forwarded import Network
from panel_refunds.tenants.hosts import HostMap
from panel_refunds.tenants.installation_schema import INSTALLATION, Listen
from panel_refunds.tenants.page import load_page
from panel_refunds.tenants.tenant import Place, SecretRef, Tenant
from panel_refunds.tenants.tenant_file import load_tenant

CONFIG_FILE = "panel-refunds.toml"
_RELATIVE_SQLITE = "sqlite:///"
ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything that files say about a running service."""

    root: Path
    database: str | SecretRef
    tenants_folder: Path
    attachments_dir: str | None
    listen: Listen
    payouts_at_once: int
    plugins_apart: tuple[str, ...]
    plugins_memory: int
    trusted_proxies: tuple[Network, ...]
    currencies: Mapping[str, int]
    uncertified: Literal["warn", "refuse"]
    secrets_key: SecretRef | None
    tenants: Mapping[str, Tenant]
    hosts: HostMap

    def get_tenant(self, slug: str) -> Tenant:
        """The tenant of that short name; refused with ``not_found``."""
        if slug not in self.tenants:
            raise Refused("not_found", f"There is no tenant {slug[:60]!r} here.", field="tenant")
        return self.tenants[slug]

    def get_database_url(self, environ: Mapping[str, str]) -> str:
        """The database's URL, a reference looked up, a relative SQLite path made absolute from the root."""
        url = self.database
        if isinstance(url, SecretRef):
            url = self._look_up(url, environ, "database", "the database's URL")
        path = url.removeprefix(_RELATIVE_SQLITE)
        if path == url or path.startswith(("/", ":memory:", "file:")) or not path:
            return url
        return f"{_RELATIVE_SQLITE}{(self.root / path).resolve()}"

    def find_attachments_folder(self, beside: Path | None) -> Path:
        """Where the files of conversations are kept: as the file says, else beside the database's own file."""
        if self.attachments_dir is not None:
            return self.root / self.attachments_dir
        return (self.root if beside is None else beside.parent) / ATTACHMENTS

    def get_secrets_keys(self, environ: Mapping[str, str]) -> tuple[str, ...]:
        """The keys under which secrets are kept, the newest first; none where the file names none."""
        if self.secrets_key is None:
            return ()
        return tuple(self._look_up(self.secrets_key, environ, "secrets_key", "the key").split())

    def _look_up(self, ref: SecretRef, environ: Mapping[str, str], key: str, what: str) -> str:
        place = Place(self.root / CONFIG_FILE)
        if ref.kind == "env":
            if not environ.get(ref.name):
                text = f"the environment variable {ref.name} is not set."
                raise TenantFileError([Fault(place, key, text, f"Set it to {what}.")])
            return environ[ref.name]
        try:
            return (self.root / ref.name).read_text(encoding="utf-8").strip()
        except OSError as error:
            text = f"{ref.name} cannot be read: {error.strerror}."
            raise TenantFileError([Fault(place, key, text, f"Put {what} there.")]) from None


@dataclass(frozen=True, slots=True)
class TenantsRead:
    """What a folder of tenants gave: the good ones, and the faults of the others, by slug."""

    tenants: Mapping[str, Tenant]
    faults: Mapping[str, tuple[Fault, ...]]


def load_installation(path: Path) -> Installation:
    """Read an installation from its root folder or its ``panel-refunds.toml``.

    TenantFileError with every fault of every file when anything is wrong; currencies are registered on the way.
    """
    root, values = _settings(Path(path))
    folder = root / values["tenants"]
    read = load_tenants(folder)
    faults = Faults()
    faults.found.extend(fault for found in read.faults.values() for fault in found)
    with faults.kept():
        hosts = HostMap.build(read.tenants.values())
    faults.raise_any()
    return Installation(
        root=root,
        database=values["database"],
        tenants_folder=folder,
        attachments_dir=values["attachments_dir"],
        listen=values["listen"],
        payouts_at_once=values["payouts_at_once"],
        plugins_apart=values["plugins_apart"],
        plugins_memory=values["plugins_memory"],
        trusted_proxies=values["trusted_proxies"],
        currencies=MappingProxyType(values["currencies"]),
        uncertified=values["uncertified"],
        secrets_key=values["secrets_key"],
        tenants=read.tenants,
        hosts=hosts,
    )


def find_tenants_folder(path: Path) -> Path | None:
    """The folder of tenants of an installation; None when its file cannot be read."""
    try:
        root, values = _settings(Path(path))
    except TenantFileError:
        return None
    return root / str(values["tenants"])


def names_secrets_key(path: Path) -> bool:
    """Whether the installation's file names a key to keep secrets with; not where it cannot be read."""
    try:
        return _settings(Path(path))[1]["secrets_key"] is not None
    except TenantFileError:
        return False


def _settings(path: Path) -> tuple[Path, Mapping[str, Any]]:
    """The installation's root, and what its file says."""
    root, file = (path, path / CONFIG_FILE) if path.is_dir() else (path.parent, path)
    there = file.exists() or file == path
    return root, INSTALLATION.values(load_page(file).root) if there else INSTALLATION.defaults()


def load_tenants(folder: Path) -> TenantsRead:
    """Read every tenant's folder in ``folder``; TenantFileError only when ``folder`` itself cannot be read."""
    try:
        entries = sorted(entry for entry in folder.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    except OSError as error:
        text = f"the folder of tenants cannot be read: {error.strerror}."
        raise TenantFileError([Fault(Place(folder), None, text, "Make it, or run `panel-refunds init`.")]) from None
    tenants: dict[str, Tenant] = {}
    faults: dict[str, tuple[Fault, ...]] = {}
    for entry in entries:
        try:
            tenants[entry.name] = load_tenant(entry)
        except TenantFileError as error:
            faults[entry.name] = error.faults
    return TenantsRead(MappingProxyType(tenants), MappingProxyType(faults))
