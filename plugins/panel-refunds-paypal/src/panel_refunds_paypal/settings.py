"""What a tenant may say about one PayPal account: ``[gateways.NAME]`` with ``use = "paypal"``.

PayPal's client ids do not say whether they are for play money or for real money, but its two addresses do: a client of
one is not known at the other. So ``mode`` chooses the address, and only play money may be sent anywhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

LIVE = "https://api-m.paypal.com"
SANDBOX = "https://api-m.sandbox.paypal.com"
LONGEST_TIMEOUT = 12
"""A refund may need two answers, one about the token; the core gives up on both together after 30 seconds."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
_CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{8,128}")
_WEBHOOK_ID = re.compile(r"[A-Za-z0-9]{8,64}")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "client_id": Setting(
            required=True, help="The app's client id, from PayPal's developer pages; it is not secret."
        ),
        "client_secret": Setting(required=True, secret=True, help="The secret of the app."),
        "mode": Setting(required=True, choices=("test", "live"), help="Sandbox (play money), or real money."),
        "webhook_ids": Setting(
            "texts", default=(), help="The ids PayPal gave the webhooks that come here; without one, none is believed."
        ),
        "webhook_roots": Setting(
            default="", help="A PEM file of roots for PayPal's signing certificate; else this machine's own."
        ),
        "timeout": Setting("integer", default=10, minimum=1, help="Seconds to wait for an answer, at most 12."),
        "address": Setting(help="Another address than PayPal's own, in test mode only, to play with a fake PayPal."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One account's settings, checked. Secrets are left out of the repr."""

    client_id: str
    client_secret: str = field(repr=False)
    webhook_ids: tuple[str, ...]
    webhook_roots: str
    live: bool
    timeout: int
    address: str

    @property
    def played(self) -> bool:
        """Whether the address is a fake PayPal's."""
        return self.address not in (LIVE, SANDBOX)


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    live = given["mode"] == "live"
    if not _CLIENT_ID.fullmatch(str(given["client_id"])):
        raise Refused("field_invalid", "A client id is a long word of letters and digits.", field="client_id")
    if not str(given["client_secret"]).strip():
        raise Refused("field_missing", "The secret of the app is empty.", field="client_secret")
    if given["timeout"] > LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    webhook_ids = tuple(str(each) for each in given["webhook_ids"])
    if not all(_WEBHOOK_ID.fullmatch(each) for each in webhook_ids):
        text = "A webhook's id is a word of capitals and digits, like 8PT597110X687430LKGECATA; no address."
        raise Refused("field_invalid", text, field="webhook_ids")
    own = LIVE if live else SANDBOX
    return Settings(
        client_id=str(given["client_id"]),
        client_secret=str(given["client_secret"]).strip(),
        webhook_ids=webhook_ids,
        webhook_roots=str(given["webhook_roots"]),
        live=live,
        timeout=given["timeout"],
        address=_checked_address(str(given.get("address") or own).rstrip("/"), own, live=live),
    )


def _checked_address(address: str, own: str, *, live: bool) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise Refused("field_invalid", f"Write an address like {own}.", field="address")
    if live and address != own:
        raise Refused("field_invalid", f"A live secret is sent to {own} only.", field="address")
    if address == LIVE and not live:
        raise Refused("field_invalid", f'{LIVE} is for mode = "live"; the sandbox is {SANDBOX}.', field="address")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise Refused("field_invalid", "A secret is sent over https only, except on this machine.", field="address")
    return address
