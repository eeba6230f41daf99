"""Which tenant, site and policy a host belongs to.

The more specific pattern wins: a name before a wildcard, a longer wildcard before a shorter one. A site does not
govern what it excludes, nor anything below; what it excludes may be claimed, at any depth, by another site or
tenant, and then belongs to that one. Excluded and claimed by nobody is an answer of its own: the page that says
who does govern it. Two sites that claim the same pattern are an error at start.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from panel_refunds.errors import Refused
from panel_refunds.tenants.faults import Fault, TenantFileError, quoted
from panel_refunds.tenants.host_names import find_host_name, is_address
from panel_refunds.tenants.tenant import Place, Site, Tenant


@dataclass(frozen=True, slots=True)
class Governed:
    """The host belongs to this site of this tenant."""

    tenant: Tenant
    site: Site


@dataclass(frozen=True, slots=True)
class Excluded:
    """The site would have the host and leaves it out; ``policy_url`` is where the policy of that host is, if known."""

    tenant: Tenant
    site: Site
    policy_url: str | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """No host, or nobody's."""


Resolution = Governed | Excluded | Unknown
_Owner = tuple[Tenant, Site]


@dataclass(frozen=True, slots=True)
class HostMap:
    """All patterns of all tenants: who claims each, and who excludes each; the tenants by slug and by id."""

    claims: Mapping[str, _Owner]
    exclusions: Mapping[str, tuple[_Owner, ...]]
    tenants: Mapping[str, Tenant]
    by_id: Mapping[UUID, Tenant]

    @classmethod
    def build(cls, tenants: Iterable[Tenant]) -> HostMap:
        """Put the sites of ``tenants`` together; TenantFileError when a pattern is claimed twice."""
        claims: dict[str, list[_Owner]] = {}
        exclusions: dict[str, list[_Owner]] = {}
        by_slug = {tenant.slug: tenant for tenant in sorted(tenants, key=lambda tenant: tenant.slug)}
        for tenant in by_slug.values():
            for site in tenant.sites:
                for pattern in site.hosts:
                    claims.setdefault(pattern, []).append((tenant, site))
                for pattern in site.excluded:
                    below = pattern if pattern.startswith("*.") else f"*.{pattern}"
                    for excluded in {pattern, below}:
                        exclusions.setdefault(excluded, []).append((tenant, site))
        faults = [fault for pattern, owners in claims.items() if len(owners) > 1 for fault in _double(pattern, owners)]
        if faults:
            raise TenantFileError(faults)
        return cls(
            MappingProxyType({pattern: owners[0] for pattern, owners in claims.items()}),
            MappingProxyType({pattern: tuple(owners) for pattern, owners in exclusions.items()}),
            MappingProxyType(by_slug),
            MappingProxyType({tenant.id: tenant for tenant in by_slug.values()}),
        )

    def resolve(self, host_header: str) -> Resolution:
        """Who governs the host of a ``Host`` header; Unknown for anything that is no host."""
        return self._resolve(host_header, None)

    def site_for_key(self, host_header: str, slug: str) -> Site:
        """The site an API call speaks of, whose key belongs to tenant ``slug``.

        The key decides the tenant. Refused with ``site_excluded`` when that tenant excludes the host, with
        ``not_found`` when the host is another's or nobody's. An address (an IP address or a name without a dot, as
        a panel calls a service beside it) names no site and contradicts nothing: the tenant's first site is meant.
        """
        tenant = self.tenants[slug]
        found = self.resolve(host_header)
        if isinstance(found, Governed) and found.tenant.slug == slug:
            return found.site
        own = self._resolve(host_header, slug)
        if isinstance(own, Excluded):
            where = {"policy_url": own.policy_url} if own.policy_url else {}
            raise Refused("site_excluded", **where)
        host = find_host_name(host_header)
        if isinstance(found, Unknown) and host is not None and (is_address(host) or "." not in host):
            return tenant.sites[0]
        raise Refused("not_found", "The host is none of the hosts of the API key's tenant.", field="host")

    def _resolve(self, host_header: str, only: str | None) -> Resolution:
        host = find_host_name(host_header)
        if host is None:
            return Unknown()
        excluding: list[_Owner] = []
        for pattern in _patterns(host):
            claim = self.claims.get(pattern)
            if claim and (only is None or claim[0].slug == only) and not any(claim[1] is site for _, site in excluding):
                return Governed(*claim)
            excluding += [owner for owner in self.exclusions.get(pattern, ()) if only in (None, owner[0].slug)]
        if excluding:
            tenant, site = excluding[0]
            return Excluded(tenant, site, site.excluded_policy_url)
        return Unknown()


def _patterns(host: str) -> Iterator[str]:
    """Every pattern that could mean ``host``, the most specific first."""
    yield host
    if not is_address(host):
        _, _, above = host.partition(".")
        while above:
            yield f"*.{above}"
            _, _, above = above.partition(".")


def _double(pattern: str, owners: list[_Owner]) -> Iterator[Fault]:
    """One fault per claim, each naming the files of the others."""
    places = [site.places.get(pattern, Place(tenant.folder)) for tenant, site in owners]
    for number, place in enumerate(places):
        others = quoted(str(other) for other in places[:number] + places[number + 1 :])
        yield Fault(place, "sites.hosts", f'"{pattern}" is claimed twice, also in {others}.', "Keep it in one.")
