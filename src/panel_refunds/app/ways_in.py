"""What a tenant's file refers to for signing in: the keys of the panel's own tokens, the staff's sign-in service.

Secrets are read when they are needed, or where the service is to call others, at its start and at every reload. What is
wrong is told with file, line and key, and a tenant keeps the ways in that it had.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from panel_refunds.app.oidc import OidcService
from panel_refunds.flows.token_keys import TokenKeys
from panel_refunds.plugins.secrets import Redactor, SecretMissingError, SecretReader
from panel_refunds.tenants.faults import Fault
from panel_refunds.tenants.tenant import Place, Tenant


@dataclass(frozen=True, slots=True)
class WaysIn:
    """The ways into one tenant's pages that need something besides the books."""

    token_keys: TokenKeys | None = None
    sign_in_service: OidcService | None = None

    def close(self) -> None:
        """Close what connections there are."""
        if self.sign_in_service:
            self.sign_in_service.close()


NO_WAYS_IN = WaysIn()


def make_ways_in(tenant: Tenant, now: Callable[[], datetime]) -> WaysIn:
    """As the tenant's file says; nothing is read yet."""
    reader = SecretReader(os.environ, tenant.folder, Redactor())
    tokens = tenant.portal.tokens
    keys = TokenKeys(tokens, lambda: [reader.read(ref) for ref in tokens.keys]) if tokens else None
    oidc = tenant.staff.oidc
    return WaysIn(keys, OidcService(oidc, lambda: reader.read(oidc.client_secret), now) if oidc else None)


def faults_of_ways_in(tenant: Tenant, ways: WaysIn, *, has_key: bool, read_secrets: bool = True) -> tuple[Fault, ...]:
    """What is wrong with them; ``has_key``: the installation has a key to keep secrets with."""
    found = []
    if tenant.staff.codes == "required" and not has_key:
        text = "needs a key to keep the secrets of one-time codes, and the installation names none."
        advice = "Name one with secrets_key in panel-refunds.toml."
        found.append(Fault(Place(tenant.folder / "tenant.toml"), "staff.codes", text, advice))
    if read_secrets and ways.token_keys and tenant.portal.tokens:
        found += _faults_of(ways.token_keys.check, tenant.portal.tokens.place, "portal.tokens.keys")
    if read_secrets and ways.sign_in_service and tenant.staff.oidc:
        found += _faults_of(ways.sign_in_service.check, tenant.staff.oidc.place, "staff.oidc.client_secret")
    return tuple(found)


def _faults_of(check: Callable[[], object], place: Place, key: str) -> list[Fault]:
    try:
        check()
    except SecretMissingError as error:
        return [Fault(place, key, f"{error}.", "Put it there, or name another place.")]
    except ValueError as error:
        return [Fault(place, key, str(error))]
    return []
