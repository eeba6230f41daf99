"""Style sheets and scripts: few, ours or vendored, kept by browsers for a year.

Their addresses name what is in them: what changes has another address.
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

FOLDER = Path(__file__).parent / "assets"
PATH = "/assets/{version}/{name}"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file with its bytes, also compressed; nothing in it is anybody's, so compressing it gives nothing away."""

    body: bytes
    packed: bytes
    media_type: str
    version: str


@lru_cache
def load_assets() -> dict[str, Asset]:
    """All of them by name, read once."""
    return {
        file.name: make_asset(file.read_bytes(), file.suffix) for file in sorted(FOLDER.iterdir()) if file.is_file()
    }


def make_asset(body: bytes, suffix: str) -> Asset:
    """The asset of these bytes."""
    return Asset(body, gzip.compress(body, 9, mtime=0), _TYPES[suffix], hashlib.sha256(body).hexdigest()[:12])


def serve_asset(request: Request) -> Response:
    """The asset that the address names; an old version's address gets the new one, and is not kept."""
    asset = load_assets().get(request.path_params["name"])
    if asset is None:
        return Response("There is no such file.", 404, media_type="text/plain")
    return respond(request, asset, request.path_params["version"])


def respond(request: Request, asset: Asset, version: str) -> Response:
    """The bytes, compressed for those who can read that."""
    headers = {
        "cache-control": FOREVER if version == asset.version else "no-cache",
        "vary": "accept-encoding",
        "x-content-type-options": "nosniff",
        "cross-origin-resource-policy": "same-origin",
    }
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, headers={**headers, "content-encoding": "gzip"}, media_type=asset.media_type)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
