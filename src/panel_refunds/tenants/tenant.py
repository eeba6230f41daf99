"""A tenant: one panel brand with its own customers, books, policy and plugins.

A ``Tenant`` is what its folder says, checked and frozen; nothing in it changes until the folder is read again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal
from uuid import UUID

from panel_refunds.calendar import Calendar
from panel_refunds.ids import tenant_uuid
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.tenants.brand import Brand
from panel_refunds.tickets.attachment import FILE_KINDS, FileKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a tenant's files something stands, for messages: ``tenants/x/tenant.toml:12``."""

    file: Path
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else str(self.file)


@dataclass(frozen=True, slots=True)
class SecretRef:
    """A secret by reference; its value is read only when a plugin object is built, and never shown."""

    kind: Literal["env", "file"]
    name: str

    def __repr__(self) -> str:
        return f"{{ {self.kind} = {self.name!r} }}"


@dataclass(frozen=True, slots=True)
class PluginUse:
    """One configured object of a tenant: ``[gateways.stripe_eu] use = "stripe"``.

    ``name`` is the tenant's own word (``stripe_eu``), ``use`` the registered factory (``stripe``). ``settings`` are
    the other keys as written, with ``SecretRef`` where the file has a reference; ``places`` says where each key stands.
    A rule in ``dry_run`` is asked like the others, and what it says changes nothing.
    """

    name: str
    use: str
    settings: Mapping[str, Any]
    place: Place
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}))
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """Host patterns that one policy governs: exact names and ``*.name`` (everything below), in ASCII (IDNA).

    ``excluded`` patterns are not governed, nor is anything below them. ``brand`` is what its pages wear: the tenant's,
    where it says nothing of its own. ``places`` says where each of ``hosts`` stands.
    """

    hosts: tuple[str, ...]
    policy: str
    excluded: tuple[str, ...] = ()
    excluded_policy_url: str | None = None
    brand: Brand = Brand()
    places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), compare=False)


TokenAlgorithm = Literal["HS256", "EdDSA", "RS256", "ES256"]


@dataclass(frozen=True, slots=True)
class PanelTokens:
    """How a token that the panel made itself is known for one: by this algorithm, this ``iss``, and one of these keys.

    ``keys`` are one or two, so that a new one can be there before the old one goes. ``place`` is where they stand.
    """

    algorithm: TokenAlgorithm
    issuer: str
    keys: tuple[SecretRef, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True, slots=True)
class Portal:
    """Where the customers' pages are and how people come to them.

    ``address`` is where the pages are reached (``https://refunds.panel.example``), None: at the site's own host.
    ``sign_in_url`` is the page of the panel that signs a customer in and sends them on. ``framed_by`` are the origins
    that may show the pages in a frame. ``tokens`` says how the panel's own tokens are known, None: there are none.
    """

    address: str | None = None
    sign_in_url: str | None = None
    framed_by: tuple[str, ...] = ()
    tokens: PanelTokens | None = None


@dataclass(frozen=True, slots=True)
class StaffOidc:
    """The OpenID Connect service at which the staff signs in.

    ``member`` is the claim by which a person is known before their first visit, ``roles`` gives the role of each group
    that ``groups`` may name (empty: roles are given here). ``only``: there are no passwords beside it.
    """

    issuer: str
    client_id: str
    client_secret: SecretRef
    name: str
    place: Place = field(compare=False)
    member: str = "email"
    scopes: tuple[str, ...] = ("openid", "email")
    groups: str = "groups"
    roles: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    only: bool = False


@dataclass(frozen=True, slots=True)
class StaffRules:
    """How the staff signs in: whether one-time codes are wanted from everybody, and through whom besides."""

    codes: Literal["optional", "required"] = "optional"
    oidc: StaffOidc | None = None


@dataclass(frozen=True, slots=True)
class FileRules:
    """Which files may come with a message: how many, of how many megabytes each, of which kinds."""

    files: int = 5
    megabytes: int = 5
    kinds: tuple[FileKind, ...] = FILE_KINDS

    @property
    def bytes_each(self) -> int:
        """The most bytes of one file."""
        return self.megabytes * 1024 * 1024

    @property
    def bytes_together(self) -> int:
        """The most bytes of all files of one message."""
        return self.files * self.bytes_each


@dataclass(frozen=True, slots=True)
class Tenant:
    """One brand, as its folder says.

    ``digest`` is the SHA-256 of what ``tenant.toml`` says and of its brand's files; policy versions have their own.
    ``plugin_places`` says where each of ``plugins`` stands.
    """

    slug: str
    name: str
    folder: Path
    currency: str
    calendar: Calendar
    languages: tuple[str, ...]
    governing: Literal["at_deposit", "at_request"]
    plugins: tuple[str, ...]
    sites: tuple[Site, ...]
    policies: Mapping[str, tuple[PolicyVersion, ...]]
    brand: Brand = Brand()
    portal: Portal = Portal()
    attachments: FileRules = FileRules()
    staff: StaffRules = StaffRules()
    gateways: Mapping[str, PluginUse] = field(default_factory=lambda: MappingProxyType({}))
    order_providers: Mapping[str, PluginUse] = field(default_factory=lambda: MappingProxyType({}))
    fraud_checks: Mapping[str, PluginUse] = field(default_factory=lambda: MappingProxyType({}))
    rules: Mapping[str, PluginUse] = field(default_factory=lambda: MappingProxyType({}))
    notifiers: Mapping[str, PluginUse] = field(default_factory=lambda: MappingProxyType({}))
    digest: str = ""
    plugin_places: Mapping[str, Place] = field(default_factory=lambda: MappingProxyType({}), compare=False)

    @property
    def id(self) -> UUID:
        """The tenant's id in every table."""
        return tenant_uuid(self.slug)

    @property
    def policy_name(self) -> str:
        """The policy of the tenant's first site: for money that came without naming a host."""
        return self.sites[0].policy

    def policy_at(self, name: str, moment: datetime) -> PolicyVersion:
        """The version of policy ``name`` in force at ``moment``; before the first one, the first."""
        day = self.calendar.day_of(moment)
        versions = self.policies[name]
        return next((version for version in reversed(versions) if version.day <= day), versions[0])

    def policy_labelled(self, label: str) -> PolicyVersion:
        """The version stored as ``default@2025-08-29``; LookupError when its file is gone."""
        name = label.partition("@")[0]
        for version in self.policies.get(name, ()):
            if version.label == label:
                return version
        raise LookupError(f"{self.folder}: the policy version {label} is in use but its file is gone")
