"""The vendor's signature: MD5 over a JSON text in base 64, followed by the key. Requests and webhooks both have it.

A webhook carries its signature inside: a member ``sign``, put into the object after the rest was signed. It is cut out
of the bytes as they came; nothing is read and written again, because no two writers of JSON agree on slashes, spaces
and digits. Where the vendor's PHP signed letters beyond ASCII as they are and sent them escaped, the escapes are
undone, byte for byte; both spellings are the same text.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re

_SIGN = re.compile(rb'"sign"\s*:\s*"([0-9a-f]{32})"')
_ESCAPE = re.compile(rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_FIRST_BEYOND_ASCII = 0x80
_STAY_ESCAPED = "\u2028\u2029"
"""Two ends of lines that PHP escapes even where it leaves other letters as they are."""


def sign(body: bytes, key: str) -> str:
    """What the vendor expects beside a request with this body."""
    return hashlib.md5(base64.b64encode(body) + key.encode()).hexdigest()  # noqa: S324 - the vendor's own signature


def find_signed_sign(raw: bytes, key: str) -> str | None:
    """The signature inside ``raw``, if it is one by ``key`` over everything else in it; None otherwise."""
    places = list(_SIGN.finditer(raw))
    if len(places) != 1:
        return None
    (place,) = places
    rest, given = _without(raw, *place.span()), place[1].decode()
    right = [hmac.compare_digest(sign(text, key), given) for text in (rest, _ESCAPE.sub(_unescaped, rest))]
    return given if any(right) else None


def _without(raw: bytes, start: int, end: int) -> bytes:
    """The object without the member there, and without the comma that belonged to it."""
    before, after = raw[:start].rstrip(), raw[end:]
    if before.endswith(b","):
        return before[:-1] + after
    return before + after.lstrip().removeprefix(b",")


def _unescaped(place: re.Match[bytes]) -> bytes:
    escape = place[0]
    if escape[1:2] != b"u":
        return escape
    letter: str = json.loads(b'"' + escape + b'"')
    if ord(letter[0]) < _FIRST_BEYOND_ASCII or letter in _STAY_ESCAPED:
        return escape
    try:
        return letter.encode()
    except UnicodeEncodeError:  # half of a pair
        return escape
