"""Where a picture ends. Whatever stands behind its end is no part of it: a phone's own data, or somebody's script.

Only the frames of the formats are walked, as their own length fields say; nothing is decoded.
"""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_END_OF_IMAGE, _START_OF_SCAN = 0xD9, 0xDA
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers of JPEG that no length follows."""


def picture_end(content: bytes, kind: str) -> int | None:
    """The offset behind the last byte of a ``png``, ``jpeg`` or ``webp``; None for one that is cut short or damaged."""
    walk = {"png": _png_end, "jpeg": _jpeg_end, "webp": _webp_end}[kind]
    end = walk(content)
    return end if end is not None and end <= len(content) else None


def _png_end(content: bytes) -> int | None:
    """A row of chunks: length, name, data, checksum; the last one is ``IEND``."""
    if not content.startswith(_PNG):
        return None
    at = len(_PNG)
    while at + 12 <= len(content):
        name = content[at + 4 : at + 8]
        at += 12 + int.from_bytes(content[at : at + 4], "big")
        if name == b"IEND":
            return at
    return None


def _webp_end(content: bytes) -> int | None:
    """One RIFF chunk with everything in it, filled up to an even length."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return None
    size = int.from_bytes(content[4:8], "little")
    return 8 + size + size % 2


def _jpeg_end(content: bytes) -> int | None:
    """Segments with their lengths; behind the start of a scan comes its data, in which a marker is never ``FF 00``."""
    at = 2
    while content[at : at + 1] == b"\xff":
        while content[at + 1 : at + 2] == b"\xff":
            at += 1  # filled up
        if at + 1 >= len(content):
            return None
        marker = content[at + 1]
        if marker == _END_OF_IMAGE:
            return at + 2
        at += 2
        if marker in _ALONE:
            continue
        at += int.from_bytes(content[at : at + 2], "big")
        if marker == _START_OF_SCAN:
            at = _next_marker(content, at)
    return None


def _next_marker(content: bytes, at: int) -> int:
    """Where the data of a scan is over: at a marker that is neither a stuffed ``FF`` nor a restart."""
    while 0 <= (at := content.find(b"\xff", at)) < len(content) - 1:
        if content[at + 1] and content[at + 1] not in range(0xD0, 0xD8):
            return at
        at += 2
    return len(content)
