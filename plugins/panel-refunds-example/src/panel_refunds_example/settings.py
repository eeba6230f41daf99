"""What a tenant may say about one AcmePay account: ``[gateways.NAME]`` with ``use = "acmepay"``.

The host has checked the kinds and resolved the secrets before; here the values get their meaning, and what makes no
sense is refused with the name of the key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

# Yours: the address of the vendor's API for real money.
VENDORS_OWN = "https://api.acmepay.example"
LONGEST_TIMEOUT = 25  # the core gives up on a call after 30 seconds

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "key": Setting(required=True, secret=True, help="The account's API key."),
        "webhook_secrets": Setting(
            "texts", default=(), secret=True, help="What webhooks are signed with; while you roll it, old and new."
        ),
        "mode": Setting(default="live", choices=("test", "live"), help="Whether the account moves real money."),
        "address": Setting(default=VENDORS_OWN, help="Another address, to play with a fake AcmePay."),
        "timeout": Setting("integer", default=20, minimum=1, help="Seconds to wait for an answer, at most 25."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One account's settings, checked. Secrets are left out of the repr."""

    key: str = field(repr=False)
    webhook_secrets: tuple[str, ...] = field(repr=False)
    live: bool
    address: str
    timeout: int


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    address = str(given["address"]).rstrip("/")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise Refused("field_invalid", f"Write an address like {VENDORS_OWN}.", field="address")
    if parts.scheme == "http" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise Refused("field_invalid", "A key is sent over https only, except on this machine.", field="address")
    if given["timeout"] > LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    return Settings(
        key=str(given["key"]).strip(),
        webhook_secrets=tuple(str(secret) for secret in given["webhook_secrets"]),
        live=given["mode"] == "live",
        address=address,
        timeout=given["timeout"],
    )
