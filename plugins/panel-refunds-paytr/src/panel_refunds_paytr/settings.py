"""What a tenant may say about one PayTR shop: ``[gateways.NAME]`` with ``use = "paytr"``.

Test and live payments of a shop have the same keys and the same address; each order says which it is, and one of the
other mode is never refunded. A live shop speaks to PayTR's own address and to no other.
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

PAYTRS_OWN = "https://www.paytr.com"
LONGEST_TIMEOUT = 14  # a refund takes two questions, and the core gives up on a call after 30 seconds
_MERCHANT_ID = re.compile(r"[0-9]{1,20}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "merchant_id": Setting(required=True, help="The shop's number, as PayTR's merchant panel shows it."),
        "merchant_key": Setting(required=True, secret=True, help="The shop's key, from the merchant panel."),
        "merchant_salt": Setting(required=True, secret=True, help="The shop's salt, from the merchant panel."),
        "mode": Setting(required=True, choices=("test", "live"), help="Whether payments are play money or real money."),
        "timeout": Setting("integer", default=14, minimum=1, help="Seconds to wait for each answer, at most 14."),
        "address": Setting(default=PAYTRS_OWN, help="Another address in test mode, to play with a fake PayTR."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One shop's settings, checked. Secrets are left out of the repr."""

    merchant_id: str
    merchant_key: str = field(repr=False)
    merchant_salt: str = field(repr=False)
    live: bool
    timeout: int
    address: str


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    live = given["mode"] == "live"
    if not _MERCHANT_ID.fullmatch(str(given["merchant_id"])):
        raise Refused("field_invalid", "A shop's number has digits only.", field="merchant_id")
    for key in ("merchant_key", "merchant_salt"):
        if not str(given[key]).strip():
            raise Refused("field_missing", "It is empty; PayTR's merchant panel shows it.", field=key)
    if given["timeout"] > LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    return Settings(
        merchant_id=str(given["merchant_id"]),
        merchant_key=str(given["merchant_key"]).strip(),
        merchant_salt=str(given["merchant_salt"]).strip(),
        live=live,
        timeout=given["timeout"],
        address=_checked_address(str(given["address"]).rstrip("/"), live=live),
    )


def _checked_address(address: str, *, live: bool) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise Refused("field_invalid", f"Write an address like {PAYTRS_OWN}.", field="address")
    if live and address != PAYTRS_OWN:
        raise Refused("field_invalid", f"A live shop's requests are sent to {PAYTRS_OWN} only.", field="address")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Refused("field_invalid", "Requests are sent over https only, except on this machine.", field="address")
    return address
