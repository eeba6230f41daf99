"""``[portal.tokens]``, ``[staff]`` and ``[staff.oidc]``: by what somebody is known who signs in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.tenants.faults import Faults
from panel_refunds.tenants.installation_schema import SecretKept
from panel_refunds.tenants.kinds import Flag, ListOf, OneOf, Text, words_of
from panel_refunds.tenants.page import Written
from panel_refunds.tenants.table import Key, Table
from panel_refunds.tenants.tenant import PanelTokens, SecretRef, StaffOidc, StaffRules
from panel_refunds.tenants.web_addresses import WebAddress

MOST_KEYS = 2
ROLES = ("support", "finance", "approver", "operator", "auditor")


@dataclass(frozen=True, slots=True)
class TableOf:
    """A table below another one that is read as one value; ``name`` is its heading, ``make`` takes keys and place."""

    name: str
    table: Table
    make: Callable[..., Any]

    def read(self, written: Written) -> Any:
        return self.make(**self.table.values(written), place=written.place)

    def says(self) -> str:
        return f"the table `[{self.name}]`"

    def shows(self, value: object) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class Keys:
    """One key, or the new one and the old one; each by reference."""

    def read(self, written: Written) -> tuple[SecretRef, ...]:
        faults, found = Faults(), list[SecretRef]()
        for item in written.items('[{ env = "PANEL_TOKEN_KEY" }]'):
            with faults.kept():
                found.append(SecretKept().read(item))
        faults.raise_any()
        if not 1 <= len(found) <= MOST_KEYS:
            raise written.wrong(f"has {len(found)} keys.", "Write one, or the new one and the old one.")
        return tuple(found)

    def says(self) -> str:
        return 'list of one or two of `{ env = "NAME" }` or `{ file = "path" }`'

    def shows(self, value: object) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class Issuer(WebAddress):
    """The address of an OpenID Connect service, exactly as it calls itself; http only on this machine."""

    def read(self, written: Written) -> str:
        text = WebAddress().read(written)
        parts = urlsplit(text)
        host = parts.hostname or ""
        here = host in ("localhost", "127.0.0.1", "::1") or host.endswith(".localhost")
        if parts.query or parts.fragment or parts.username or (parts.scheme != "https" and not here):
            raise written.wrong(f'"{text[:80]}" is no issuer.', 'Write it like "https://accounts.example".')
        return text

    def says(self) -> str:
        return 'https address like `"https://accounts.example"`, as the service itself writes it'


@dataclass(frozen=True, slots=True)
class GroupRoles:
    """Group of the service → role of the staff; of several groups the one that stands first counts."""

    def read(self, written: Written) -> Mapping[str, str]:
        faults, found = Faults(), dict[str, str]()
        for name, item in written.table('{ "refunds-finance" = "finance" }').items():
            with faults.kept():
                found[name] = OneOf(ROLES).read(item)
        faults.raise_any()
        return MappingProxyType(found)

    def says(self) -> str:
        return f"table of groups, each with {OneOf(ROLES).says()}"

    def shows(self, value: Mapping[str, str]) -> str:
        return str(dict(value))


def make_oidc(*, name: str | None, **keys: Any) -> StaffOidc:
    """The settings, with the service's host where it has no other name."""
    return StaffOidc(name=name or str(urlsplit(keys["issuer"]).hostname), **keys)


TOKENS = Table(
    {
        "algorithm": Key(
            OneOf(words_of(PanelTokens, "algorithm")),
            "how the tokens are signed; what a token says of it itself counts for nothing",
            required=True,
        ),
        "issuer": Key(Text(), "what stands in `iss`", required=True),
        "keys": Key(
            Keys(), "the shared secret (HS256), or the public key as PEM, JWK or JWKS; new and old", required=True
        ),
    }
)

_SCOPE = Text("a scope", r"[\x21\x23-\x5b\x5d-\x7e]{1,60}")
_CLAIM = Text("the name of a claim", r"[\x21-\x7e]{1,100}")

OIDC = Table(
    {
        "issuer": Key(Issuer(), "the service at which the staff signs in", required=True),
        "client_id": Key(Text(), "what the service calls this installation", required=True),
        "client_secret": Key(SecretKept(), "the secret that it gave with it", required=True),
        "name": Key(Text("text", r"[^\x00-\x1f]{1,40}"), "what the button calls the service; else its host"),
        "member": Key(
            _CLAIM,
            "the claim by which somebody is known at the first visit; an `email` has to be verified",
            default="email",
        ),
        "scopes": Key(ListOf(_SCOPE), "what is asked for", default=("openid", "email")),
        "groups": Key(_CLAIM, "the claim with somebody's groups", default="groups"),
        "roles": Key(GroupRoles(), "the role that each group gives; without it roles are given here", default={}),
        "only": Key(Flag(), "whether there are no passwords beside it", default=False),
    }
)

STAFF = Table(
    {
        "codes": Key(
            OneOf(words_of(StaffRules, "codes")),
            "whether everybody has to set up one-time codes before anything else",
            default="optional",
        ),
        "oidc": Key(TableOf("staff.oidc", OIDC, make_oidc), "a service to sign in with"),
    }
)
