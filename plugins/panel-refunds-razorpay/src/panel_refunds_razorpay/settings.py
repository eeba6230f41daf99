"""What a tenant may say about one Razorpay account: ``[gateways.NAME]`` with ``use = "razorpay"``.

A key's id says its mode (``rzp_test_…``, ``rzp_live_…``), and the mode is said in words besides: one that contradicts
the other is refused, because a test that moves real money, or customers told of play money, is the dangerous mistake.
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

RAZORPAYS_OWN = "https://api.razorpay.com"
LONGEST_TIMEOUT = 25  # the core gives up on a call after 30 seconds
_KEY_ID = re.compile(r"rzp_(test|live)_[A-Za-z0-9]{4,64}")
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "key_id": Setting(required=True, help="The id of the API key, rzp_test_… or rzp_live_…; it is not secret."),
        "key_secret": Setting(required=True, secret=True, help="The secret of the API key."),
        "mode": Setting(
            required=True, choices=("test", "live"), help="Whether the key moves play money or real money."
        ),
        "webhook_secrets": Setting(
            "texts", default=(), secret=True, help="The webhook's secret; while you roll it, old and new."
        ),
        "timeout": Setting("integer", default=20, minimum=1, help="Seconds to wait for an answer, at most 25."),
        "address": Setting(default=RAZORPAYS_OWN, help="Another address in test mode, to play with a fake Razorpay."),
    }
)


@dataclass(frozen=True, slots=True)
class Settings:
    """One account's settings, checked. Secrets are left out of the repr."""

    key_id: str
    key_secret: str = field(repr=False)
    webhook_secrets: tuple[str, ...] = field(repr=False)
    live: bool
    timeout: int
    address: str


def parse_settings(given: Mapping[str, Any]) -> Settings:
    """Check ``given``; ``Refused`` names the key that is wrong and says what to do."""
    live = given["mode"] == "live"
    named = _KEY_ID.fullmatch(str(given["key_id"]))
    if named is None:
        raise Refused("field_invalid", "A key's id looks like rzp_test_… or rzp_live_….", field="key_id")
    if (named[1] == "live") is not live:
        text = f'mode is "{given["mode"]}", but the key is one for {named[1]} mode; change one of the two.'
        raise Refused("field_invalid", text, field="key_id")
    if not str(given["key_secret"]).strip():
        raise Refused("field_missing", "The secret of the key is empty.", field="key_secret")
    if given["timeout"] > LONGEST_TIMEOUT:
        raise Refused("field_invalid", f"An answer gets 1 to {LONGEST_TIMEOUT} seconds.", field="timeout")
    return Settings(
        key_id=str(given["key_id"]),
        key_secret=str(given["key_secret"]).strip(),
        webhook_secrets=tuple(str(secret) for secret in given["webhook_secrets"]),
        live=live,
        timeout=given["timeout"],
        address=_checked_address(str(given["address"]).rstrip("/"), live=live),
    )


def _checked_address(address: str, *, live: bool) -> str:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query or parts.fragment:
        raise Refused("field_invalid", f"Write an address like {RAZORPAYS_OWN}.", field="address")
    if live and address != RAZORPAYS_OWN:
        raise Refused("field_invalid", f"A live key is sent to {RAZORPAYS_OWN} only.", field="address")
    if parts.scheme == "http" and parts.hostname not in _LOOPBACK:
        raise Refused("field_invalid", "A key is sent over https only, except on this machine.", field="address")
    return address
