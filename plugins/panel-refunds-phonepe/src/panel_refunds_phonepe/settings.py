"""What a tenant may say about one PhonePe account: ``[gateways.NAME]`` with ``use = "phonepe"``.

The credentials do not say whether they are PhonePe's sandbox's or real ones; the mode does, and it chooses the address.
A live account speaks to PhonePe's own address and to no other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

LIVE = "https://api.phonepe.com"
SANDBOX = "https://api-preprod.phonepe.com"
LONGEST_TIMEOUT = 9  # one call of the core asks up to three times, and the core gives up after 30 seconds
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "client_id": Setting(required=True, help="The client id of the API credentials; it is not secret."),
        "client_secret": Setting(required=True, secret=True, help="The client secret of the API credentials."),
        "client_version": Setting("integer", default=1, minimum=1, help="The version of the API credentials."),
        "mode": Setting(
            required=True, choices=("test", "live"), help="Whether they are the sandbox's or move real money."
        ),
        "webhook_username": Setting(default="", help="The user name that you gave to the webhook."),
        "webhook_password": Setting(default="", secret=True, help="The password that you gave to the webhook."),
        "timeout": Setting("integer", default=9, minimum=1, help="Seconds to wait for each answer, at most 9."),
        "address": Setting(help="Another address in test mode, to play with a fake PhonePe."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One account's settings, checked. Secrets are left out of the repr."""

    client_id: str
    client_secret: str = field(repr=False)
    client_version: int
    webhook_username: str
    webhook_password: str = field(repr=False)
    live: bool
    timeout: int
    address: str


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    live = given["mode"] == "live"
    for key in ("client_id", "client_secret"):
        if not str(given[key]).strip():
            raise Refused("field_missing", "It is empty; PhonePe's dashboard shows it.", field=key)
    if given["timeout"] > LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    username, password = str(given["webhook_username"] or ""), str(given["webhook_password"] or "")
    if bool(username) is not bool(password):
        missing = "webhook_password" if username else "webhook_username"
        raise Refused("field_missing", "A webhook has a user name and a password, or neither.", field=missing)
    return Settings(
        client_id=str(given["client_id"]).strip(),
        client_secret=str(given["client_secret"]).strip(),
        client_version=given["client_version"],
        webhook_username=username,
        webhook_password=password,
        live=live,
        timeout=given["timeout"],
        address=_checked_address(given["address"], live=live),
    )


def _checked_address(given: str | None, *, live: bool) -> str:
    own = LIVE if live else SANDBOX
    address = str(given or own).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise Refused("field_invalid", f"Write an address like {own}, without a path.", field="address")
    if live and address != own:
        raise Refused("field_invalid", f"Live credentials are sent to {own} only.", field="address")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Refused("field_invalid", "A secret is sent over https only, except on this machine.", field="address")
    return address
