"""What a tenant may say about one merchant: ``[gateways.NAME]`` with ``use = "cryptomus"``.

Neither vendor has play money. So ``mode = "test"`` is for a stand-in of your own and needs its address: a test that
reads real invoices, and calls them play money, is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

Vendor = Literal["cryptomus", "heleket"]
ADDRESSES: Mapping[str, str] = MappingProxyType(
    {"cryptomus": "https://api.cryptomus.com", "heleket": "https://api.heleket.com"}
)
LONGEST_TIMEOUT = 25  # the core gives up on a call after 30 seconds
_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "merchant": Setting(required=True, help="The merchant's UUID, from the merchant's settings; it is not secret."),
        "key": Setting(required=True, secret=True, help="The payment API key; it signs webhooks too."),
        "mode": Setting(
            required=True, choices=("test", "live"), help="Real invoices, or those of a stand-in of your own."
        ),
        "vendor": Setting(
            default="cryptomus", choices=("cryptomus", "heleket"), help="Which of the two took the payments."
        ),
        "timeout": Setting("integer", default=20, minimum=1, help="Seconds to wait for an answer, at most 25."),
        "address": Setting(help="The address of a stand-in, in test mode; it is needed there."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One merchant's settings, checked. The key is left out of the repr."""

    merchant: str
    key: str = field(repr=False)
    live: bool
    vendor: Vendor
    timeout: int
    address: str


def is_uuid(text: str) -> bool:
    """Whether ``text`` has the form in which both vendors name merchants and invoices."""
    return _UUID.fullmatch(text) is not None


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    merchant, key, live = str(given["merchant"]).strip(), str(given["key"]).strip(), given["mode"] == "live"
    if not is_uuid(merchant):
        text = "A merchant looks like 8b03432e-385b-4670-8d06-064591096795."
        raise Refused("field_invalid", text, field="merchant")
    if not key:
        raise Refused("field_missing", "The payment API key is empty.", field="key")
    if given["timeout"] > LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    vendor: Vendor = "heleket" if given["vendor"] == "heleket" else "cryptomus"
    address = str(given["address"] or "").rstrip("/")
    return Settings(merchant, key, live, vendor, given["timeout"], _checked_address(address, vendor, live=live))


def _checked_address(address: str, vendor: Vendor, *, live: bool) -> str:
    own = ADDRESSES[vendor]
    if live:
        if address not in ("", own):
            raise Refused("field_invalid", f"In live mode the key is sent to {own} only.", field="address")
        return own
    if not address:
        text = 'There is no play money: mode = "test" needs the address of a stand-in of your own.'
        raise Refused("field_missing", text, field="address")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise Refused("field_invalid", "Write an address like http://127.0.0.1:8080.", field="address")
    if address in ADDRESSES.values():
        text = 'Invoices there are of real money: write mode = "live" and no address.'
        raise Refused("field_invalid", text, field="address")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Refused("field_invalid", "A key is sent over https only, except on this machine.", field="address")
    return address
