"""A tenant's folder → ``Tenant``.

``tenant.toml`` says who the tenant is, ``policies/`` what its rules are. Everything is read before anything is
refused, so that one run tells all that is to be mended.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.brand import Brand
from panel_refunds.tenants.brand_contrast import contrast_faults
from panel_refunds.tenants.brand_files import Home
from panel_refunds.tenants.brand_table import Said, make_brand, read_brand
from panel_refunds.tenants.calendars import make_calendar
from panel_refunds.tenants.faults import Fault, Faults, TenantFileError, quoted
from panel_refunds.tenants.hosts import HostMap
from panel_refunds.tenants.identity import ATTACHMENTS, IDENTITY, PORTAL
from panel_refunds.tenants.page import Page, Written, load_page
from panel_refunds.tenants.plugin_tables import PLUGIN_KINDS, parse_plugin_uses
from panel_refunds.tenants.policy_file import digest_of, load_policies
from panel_refunds.tenants.sign_in_tables import STAFF
from panel_refunds.tenants.sites import parse_sites
from panel_refunds.tenants.table import unknown_key
from panel_refunds.tenants.tenant import FileRules, Place, PluginUse, Portal, Site, StaffRules, Tenant

TENANT_FILE = "tenant.toml"
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_KEYS = (*IDENTITY.keys, "sites", "brand", "portal", "attachments", "staff", *PLUGIN_KINDS)


def load_tenant(folder: Path) -> Tenant:
    """Read a tenant's folder, whose name is the slug; TenantFileError with every fault of every file in it."""
    folder, faults = Path(folder), Faults()
    page = load_page(folder / TENANT_FILE)
    identity: Mapping[str, Any] = {}
    sites: tuple[Site, ...] = ()
    policies: Mapping[str, tuple[PolicyVersion, ...]] = {}
    brand, portal, attachments, staff = Brand(), Portal(), FileRules(), StaffRules()
    uses = dict[str, Mapping[str, PluginUse]]()

    with faults.kept():
        _check_slug(folder)
    with faults.kept():
        _check_keys(page)
    with faults.kept():
        identity = IDENTITY.values(_part(page, IDENTITY.keys))
    with faults.kept():
        sites = _sites(page)
    with faults.kept():
        if "portal" in page.data:
            portal = Portal(**PORTAL.values(page.root.child("portal")))
    with faults.kept():
        if "attachments" in page.data:
            attachments = FileRules(**ATTACHMENTS.values(page.root.child("attachments")))
    with faults.kept():
        if "staff" in page.data:
            staff = StaffRules(**STAFF.values(page.root.child("staff")))
    for kind in PLUGIN_KINDS:
        with faults.kept():
            uses[kind] = parse_plugin_uses(page.root.child(kind)) if kind in page.data else MappingProxyType({})
    with faults.kept():
        brand, sites = _brands(page, folder, identity.get("name", ""), sites)
    if identity:
        with faults.kept():
            policies = load_policies(folder / "policies", identity["currency"])
            _check_governed(page, folder, sites, policies)
    faults.raise_any()

    tenant = Tenant(
        slug=folder.resolve().name,
        name=identity["name"],
        folder=folder,
        currency=identity["currency"],
        calendar=make_calendar(identity["time_zone"], identity["calendar"], identity["weekend"]),
        languages=identity["languages"],
        governing=identity["governing"],
        plugins=identity["plugins"],
        sites=sites,
        policies=MappingProxyType(policies),
        brand=brand,
        portal=portal,
        attachments=attachments,
        staff=staff,
        digest=digest_of({**page.data, "files": _digests(brand, sites)}),
        plugin_places=_plugin_places(page),
        **uses,
    )
    HostMap.build([tenant])
    return tenant


def _part(page: Page, keys: Mapping[str, object]) -> Written:
    """The file as if it had only these keys."""
    return Written({key: value for key, value in page.data.items() if key in keys}, (), page)


def _digests(brand: Brand, sites: tuple[Site, ...]) -> list[str]:
    """Of the files of all brands: a logo that was changed is a change, though the table is the same."""
    return [file.digest for each in (brand, *(site.brand for site in sites)) for file in each.files]


def _plugin_places(page: Page) -> Mapping[str, Place]:
    if "plugins" not in page.data:
        return MappingProxyType({})
    return MappingProxyType({item.text(): item.place for item in page.root.child("plugins").items()})


def _check_slug(folder: Path) -> None:
    slug = folder.resolve().name
    if not _SLUG.fullmatch(slug):
        text, advice = f'"{slug}" cannot be a tenant\'s short name.', "Name the folder in small letters, digits and -."
        raise TenantFileError([Fault(Place(folder), None, text, advice)])


def _check_keys(page: Page) -> None:
    faults = Faults()
    for key in page.data:
        if key not in _KEYS:
            with faults.kept():
                raise unknown_key(page.root.child(key), key, _KEYS)
    faults.raise_any()


def _sites(page: Page) -> tuple[Site, ...]:
    if "sites" not in page.data:
        raise page.root.wrong('"sites" is missing.', 'Add [[sites]] with hosts = ["panel.example"].')
    return parse_sites(page.root.child("sites"))


def _brands(page: Page, folder: Path, name: str, sites: tuple[Site, ...]) -> tuple[Brand, tuple[Site, ...]]:
    """The tenant's brand, and the sites with theirs."""
    faults, home = Faults(), Home(folder)
    said: Said = {}
    own: dict[int, Said] = {}
    with faults.kept():
        said = read_brand(page.root.child("brand"), home) if "brand" in page.data else {}
    items = page.root.child("sites").items() if sites else ()
    tables = {at: item.child("brand") for at, item in enumerate(items) if "brand" in item.value}
    for at, written in tables.items():
        with faults.kept():
            own[at] = read_brand(written, home)
    faults.raise_any()
    brand = make_brand(name, home, said)
    branded = [replace(site, brand=make_brand(name, home, said, own.get(at))) for at, site in enumerate(sites)]
    if "brand" in page.data:
        faults.found += contrast_faults(brand, page.root.child("brand"))
    for at, written in tables.items():
        faults.found += contrast_faults(branded[at].brand, written)
    faults.raise_any()
    return brand, tuple(branded)


def _check_governed(page: Page, folder: Path, sites: tuple[Site, ...], policies: Collection[str]) -> None:
    """Every site's policy has at least one version."""
    faults = Faults()
    for place, site in enumerate(sites):
        if site.policy in policies:
            continue
        item = page.root.child("sites").child(place)
        known = f" Policies here are {quoted(policies)}." if policies else ""
        with faults.kept():
            raise (item.child("policy") if "policy" in item.value else item).wrong(
                f'the policy "{site.policy}" has no file.',
                f"Make policies/{site.policy}/YYYY-MM-DD.toml in {folder}; an empty one has every default.{known}",
            )
    faults.raise_any()
