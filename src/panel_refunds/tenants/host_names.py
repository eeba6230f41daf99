"""Host names in one form: lower case, ASCII (IDNA), without port or trailing dot.

A name from a request and a name from a file go through the same door, so that two spellings of one host can
never be two hosts. What is no host at all is None, and None governs nothing.
"""

from __future__ import annotations

import ipaddress
import re
from functools import lru_cache

import idna

_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)", re.ASCII)
_NUMBERS = re.compile(r"[0-9.]+", re.ASCII)
_PORT = re.compile(r"[0-9]{0,5}", re.ASCII)
_LONGEST = 253
_LAST_PORT = 65_535
_LONGEST_AUTHORITY = 4 * _LONGEST + 8


def find_host_name(text: str) -> str | None:
    """The host of a ``Host`` header or URL authority (``NAME[:PORT]``); None when it is no host.

    IPv6 literals keep their brackets and are compressed: ``[::1]``.
    """
    return _find_host_name(text) if len(text) <= _LONGEST_AUTHORITY else None


@lru_cache(maxsize=4096)
def _find_host_name(text: str) -> str | None:
    """The work; remembered, because every request asks about one of a few hosts."""
    text = text.strip(" \t")
    if text.startswith("["):
        literal, closed, port = text[1:].partition("]")
        return _ipv6(literal) if closed and (not port or _is_port(port)) else None
    name, colon, port = text.partition(":")
    if colon and not _is_port(":" + port):
        return None
    return find_name(name)


def find_name(name: str) -> str | None:
    """A bare host name without a port, in its one form; None when it is no host name."""
    if not name or len(name) > 4 * _LONGEST:
        return None
    if not name.isascii():
        try:
            name = idna.encode(name, uts46=True, std3_rules=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return None
    name = name.lower().removesuffix(".")
    if _NUMBERS.fullmatch(name):
        return _ipv4(name)
    labels = name.split(".")
    if len(name) > _LONGEST or not all(_LABEL.fullmatch(label) for label in labels):
        return None
    return name


def is_address(host: str) -> bool:
    """Whether a host (in its one form) is an IP address."""
    return host.startswith("[") or _NUMBERS.fullmatch(host) is not None


def _is_port(text: str) -> bool:
    return text.startswith(":") and _PORT.fullmatch(text[1:]) is not None and int(text[1:] or 0) <= _LAST_PORT


def _ipv4(text: str) -> str | None:
    try:
        return str(ipaddress.IPv4Address(text))
    except ValueError:
        return None


def _ipv6(text: str) -> str | None:
    try:
        address = ipaddress.IPv6Address(text)
    except ValueError:
        return None
    return None if address.scope_id else f"[{address.compressed}]"
