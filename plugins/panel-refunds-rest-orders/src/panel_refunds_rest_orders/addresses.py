"""Addresses and headers from a tenant's file, checked when the file is read and not when the first order waits."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import quote, urlsplit

from panel_refunds.errors import Refused

_PATH = re.compile(r"/[!-~]*")
_PLACE = re.compile(r"\{[^}]*\}")
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")


def checked_url(url: object) -> str:
    """The address without a slash at its end; ``Refused`` says how to write one."""
    advice = "Write the upstream's address without a query, like https://api.upstream.example/v1."
    if not isinstance(url, str) or not url:
        raise Refused("field_missing", f"The address is missing. {advice}", field="url")
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        usable = False
    if not usable or any(character.isspace() for character in url):
        raise Refused("field_invalid", f"The address cannot be read. {advice}", field="url")
    if parts.query or parts.fragment or "@" in parts.netloc:
        text = f"The address must not carry a query, a name or a password; the key goes into `key`. {advice}"
        raise Refused("field_invalid", text, field="url")
    return url.rstrip("/")


def checked_path(path: str, field: str, places: Collection[str]) -> str:
    """A path with exactly these ``{places}`` in it, or none at all where the upstream has no such thing."""
    if not path:
        return ""
    if not _PATH.fullmatch(path) or sorted(_PLACE.findall(path)) != sorted(f"{{{place}}}" for place in places):
        shown = " and ".join(f"{{{place}}}" for place in places) or "no place in braces"
        raise Refused("field_invalid", f"A path begins with / and has {shown} in it.", field=field)
    return path


def checked_header(name: str, field: str) -> str:
    """The name of a header."""
    if not _HEADER.fullmatch(name):
        raise Refused("field_invalid", "That is no name of a header.", field=field)
    return name


def checked_key(key: object) -> str:
    """The key, as it can travel in a header."""
    if not isinstance(key, str) or not key.strip():
        raise Refused("field_missing", "The key is empty; set the secret that `key` refers to.", field="key")
    key = key.strip()
    if not key.isascii() or not key.isprintable():
        raise Refused("field_invalid", "The key has characters in it that no header can carry.", field="key")
    return key


def checked_seconds(seconds: int, most: int) -> int:
    """How long one answer may take: the core gives up on a call after thirty seconds."""
    if not 1 <= seconds <= most:
        raise Refused("field_invalid", f"An answer gets 1 to {most} seconds.", field="timeout_seconds")
    return seconds


def filled(path: str, **values: str) -> str:
    """The path with values in their places; nothing in a value can become a part of the path or of the query."""
    for place, value in values.items():
        path = path.replace(f"{{{place}}}", ",".join(quote(part, safe="") for part in value.split(",")))
    return path


def can_be_asked(ref: str) -> bool:
    """Whether an id can stand in a path and in a list of ids, and ask about no other order than itself."""
    return bool(ref) and ref.isprintable() and ref not in {".", ".."} and not any(one in ref for one in ",/?# ")
