"""The settings of one service: its address, the secret that both sides know, and how long it is waited for.

The address is HTTPS, because the question tells of a customer; only a service on the same machine may be asked without.
"""

from __future__ import annotations

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from types import MappingProxyType
from typing import Any
from urllib.parse import SplitResult, urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

PREFIX = "whsec_"
LEAST_BYTES = 24
# What the host hands over where objects are built to be looked at, and will call nobody.
_UNREAD = ("unread-env", "unread-file")

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "url": Setting(
            required=True, help="Where the service listens; https, or http on this machine itself (127.0.0.1)."
        ),
        "secret": Setting(
            required=True,
            secret=True,
            help="The secret that signs each question: whsec_ and at least 24 bytes in base64.",
        ),
        "seconds": Setting(
            "integer",
            default=8,
            minimum=1,
            help="How long the service may take; never longer than the deadline of the core leaves.",
        ),
    }
)


@dataclass(frozen=True, slots=True)
class ServiceSettings:
    """The settings, checked."""

    url: str
    seconds: int
    secret: str = field(repr=False)


def parse_settings(given: Mapping[str, Any]) -> ServiceSettings:
    """Check what the tenant's file says; ``Refused`` names the setting."""
    return ServiceSettings(_checked_url(given["url"]), given["seconds"], _checked_secret(given["secret"]))


def _checked_url(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("https", "http") or "@" in parts.netloc or parts.fragment:
        text = "Write an address like https://checks.example/refunds, without a name or password in it."
        raise Refused("field_invalid", text, field="url")
    if parts.scheme == "http" and not _is_this_machine(parts):
        text = "The question tells of a customer, so the address has to begin with https://."
        raise Refused("field_invalid", text, field="url")
    return url


def _is_this_machine(parts: SplitResult) -> bool:
    host = parts.hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _checked_secret(secret: str) -> str:
    if secret in _UNREAD:
        return secret
    try:
        key = b64decode(secret.removeprefix(PREFIX) + "==", validate=False) if secret.isascii() else b""
    except binascii.Error:
        key = b""
    if not secret.startswith(PREFIX) or len(key) < LEAST_BYTES:
        text = f"The secret is {PREFIX} and at least {LEAST_BYTES} random bytes in base64."
        raise Refused("field_invalid", text, field="secret")
    return secret
