"""Pages go over the line compressed, and how long they are then says nothing about what is in them.

Who can have a page asked for again and again with a guess of theirs in it, and sees how long each answer is, learns
from compression whether the guess stands elsewhere on the page (BREACH). No page for somebody who is signed in repeats
what an address asks after its question mark, and the session's cookie does not come along from other people's pages.
The random name in the head of the compressed answer, of a random length, drowns what is left; Django does the same.
"""

from __future__ import annotations

import gzip
import secrets
from io import BytesIO

from starlette.requests import Request
from starlette.responses import Response

PACKED = ("text/html", "image/svg+xml")
LEAST = 500
"""Bytes; what is shorter fits into one packet anyway."""
_LONGEST_NAME = 100
_LEVEL = 5


def pack(request: Request, response: Response) -> Response:
    """The response, compressed when it is a page, or a picture made of text, and the browser can read that."""
    response.headers.add_vary_header("accept-encoding")
    is_text = response.media_type in PACKED
    if is_text and len(response.body) >= LEAST and "gzip" in request.headers.get("accept-encoding", ""):
        response.body = _packed(bytes(response.body))
        response.headers["content-encoding"] = "gzip"
        response.headers["content-length"] = str(len(response.body))
    return response


def _packed(body: bytes) -> bytes:
    # Two characters for each byte: the name's length is as random as what it says.
    name = secrets.token_hex(secrets.randbelow(_LONGEST_NAME // 2 + 1))
    packed = BytesIO()
    with gzip.GzipFile(name, "wb", _LEVEL, packed, mtime=0) as file:
        file.write(body)
    return packed.getvalue()
