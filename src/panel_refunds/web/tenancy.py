"""Who asks, and where: from a request's host and key to a tenant's desk.

The key decides the tenant, the host may only agree with it. Without a valid key the host alone says what is told: that
it is not governed here, that there is nothing here, or that a key is needed. (Clause 1.1)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from starlette.requests import Request

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.money import exponent_of
from panel_refunds.store import ApiKey
from panel_refunds.tenants.forwarded import host_of
from panel_refunds.tenants.host_names import find_host_name, is_address
from panel_refunds.tenants.hosts import Excluded, Resolution, Unknown
from panel_refunds.tenants.installation import Installation
from panel_refunds.tenants.tenant import Site
from panel_refunds.web.api_keys import SCOPES_OF_CUSTOMERS, KeyRing
from panel_refunds.web.front import Front
from panel_refunds.web.own_root import root_of

_OF_HOST = frozenset({b"host", b"x-forwarded-host"})


@dataclass(frozen=True, slots=True)
class Call:
    """One call of the API, once it is known who calls: the tenant's desk, the site, the key, what is in the path.

    ``root`` is where the application is mounted, "" at the root of its host.
    """

    front: Front
    desk: Desk
    installation: Installation
    site: Site
    host: str
    key: ApiKey
    path: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    root: str = ""

    @property
    def for_staff(self) -> bool:
        """Whether the caller may see what is only for the staff."""
        return "review" in self.key.scopes

    @property
    def customer(self) -> str:
        """The customer in whose hands the key is; refused with ``not_allowed`` for a key of the tenant's own."""
        if self.key.customer is None:
            raise Refused("not_allowed", "That is for the key of a customer.")
        return self.key.customer

    def currency_of(self, given: str | None) -> str:
        """The currency that is given, else the tenant's; refused with ``currency_unknown``."""
        currency = self.desk.tenant.currency if given is None else given
        exponent_of(currency)
        return currency

    def policy_of(self, site: str | None) -> tuple[str, str]:
        """Host and policy name: of the host that the caller names, else of the one it called. Refused as for a call."""
        if site is None:
            return self.host, self.site.policy
        found = self.installation.hosts.site_for_key(site, self.desk.tenant.slug)
        return find_host_name(site) or site, found.policy


def host_called(request: Request, installation: Installation) -> str:
    """The host header that governs a request, as proxies may have passed it on; "" without one."""
    pairs = [
        (name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw if name in _OF_HOST
    ]
    peer = request.client.host if request.client else None
    return host_of(pairs, peer, installation.trusted_proxies)


def resolve(request: Request, installation: Installation) -> Resolution:
    """Who governs the host of a request."""
    return installation.hosts.resolve(host_called(request, installation))


def begin_call(front: Front, ring: KeyRing, request: Request, scope: str) -> Call:
    """Find out who calls; refused with ``site_excluded``, ``not_found``, ``not_signed_in`` or ``not_allowed``."""
    installation = front.directory.current
    header = host_called(request, installation)
    secret = _bearer(request)
    if secret is None:
        raise _without_key(installation, header)
    try:
        key = ring.get_key(secret)
    except Refused as refused:
        if refused.code != "not_signed_in":
            raise
        raise _without_key(installation, header) from None
    tenant = installation.hosts.by_id.get(key.tenant_id)
    if tenant is None:
        raise Refused("not_signed_in", "The tenant of that API key is not served here.")
    site = installation.hosts.site_for_key(header, tenant.slug)
    if key.customer is not None and scope not in SCOPES_OF_CUSTOMERS:
        raise Refused("not_allowed", "This API key is one customer's, and may not do that.", scope=scope)
    if scope not in key.scopes:
        raise Refused("not_allowed", f"This API key may not do that; it needs the scope {scope!r}.", scope=scope)
    host = find_host_name(header)
    if host is None or _names_no_site(host):
        host = site.hosts[0].removeprefix("*.")
    desk, path = front.desk(tenant.slug).at_door("api"), dict(request.path_params)
    return Call(front, desk, installation, site, host, key, path, root_of(request.scope))


def _names_no_site(host: str) -> bool:
    """An address, or a name as a panel calls a service beside it."""
    return is_address(host) or "." not in host


def _bearer(request: Request) -> str | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" and secret.strip() else None


def _without_key(installation: Installation, header: str) -> Refused:
    found = installation.hosts.resolve(header)
    if isinstance(found, Excluded):
        return Refused("site_excluded", **({"policy_url": found.policy_url} if found.policy_url else {}))
    host = find_host_name(header)
    if isinstance(found, Unknown) and (host is None or not _names_no_site(host)):
        return Refused("not_found", "There is no panel at this host.", field="host")
    return Refused("not_signed_in")
