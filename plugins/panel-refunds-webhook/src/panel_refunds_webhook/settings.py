"""The settings of one endpoint: its address, and the secrets under which it believes us.

The address stands in the tenant's own file, so it may well be inside a private network; nobody outside can choose it.
What it may not be is unencrypted, but for a program on this very machine.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "url": Setting(required=True, help="Where messages are posted; https, or http to this machine."),
        "secret": Setting(required=True, secret=True, help="The signing secret, whsec_ and base64."),
        "previous_secret": Setting(
            default="", secret=True, help="The secret before, while the receiver changes to the new one."
        ),
        "timeout": Setting("integer", default=10, minimum=1, help="Seconds to wait for the answer, at most 25."),
    }
)
PREFIX = "whsec_"
_SHORTEST, _LONGEST = 24, 64
_LONGEST_WAIT = 25


@dataclass(frozen=True, slots=True)
class WebhookSettings:
    """The settings, read; the newest secret first."""

    url: str
    secrets: tuple[str, ...] = field(repr=False)
    timeout: int

    @property
    def usable(self) -> bool:
        """Whether every secret is one; nothing is sent with a text that is none."""
        return all(secret.startswith(PREFIX) for secret in self.secrets)


def parse_settings(given: Mapping[str, Any]) -> WebhookSettings:
    """The settings of one endpoint; ``Refused`` names the one that is wrong.

    A text that does not even begin like a secret is let through, because a tenant's file is also checked without its
    secrets; nothing is sent with it.
    """
    if given["timeout"] > _LONGEST_WAIT:
        raise _refused("timeout", f"it may be at most {_LONGEST_WAIT} seconds")
    secrets = [_secret(key, given[key]) for key in ("secret", "previous_secret") if given[key]]
    return WebhookSettings(_address(given["url"]), tuple(secrets), given["timeout"])


def _address(url: str) -> str:
    parts = urlsplit(url)
    if parts.username is not None or parts.password is not None:
        raise _refused("url", "no name and password may stand in it; the signature tells who we are")
    if not parts.hostname or not url.isascii() or not url.isprintable() or " " in url or parts.fragment:
        raise _refused("url", "it is no address like https://panel.example/refund-messages")
    if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
        raise _refused("url", "it has to begin with https://; http only to a program on this machine")
    return url


def _secret(key: str, text: str) -> str:
    secret = text.strip()
    if not secret.startswith(PREFIX):
        return secret
    try:
        raw = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error:
        raise _refused(key, "what follows whsec_ is no base64") from None
    if not _SHORTEST <= len(raw) <= _LONGEST:
        raise _refused(key, f"it has to be {_SHORTEST} to {_LONGEST} random bytes in base64 behind whsec_")
    return secret


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _refused(key: str, text: str) -> Refused:
    return Refused("field_invalid", text, field=key)
