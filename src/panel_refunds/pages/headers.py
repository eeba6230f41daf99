"""The headers of every page: nothing from elsewhere, nothing inline, no frame but the allowed one, nothing kept."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.responses import Response

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors {frames}"
)


_OF_FILES = "default-src 'none'; sandbox"


def offer_for_saving(response: Response, name: str) -> None:
    """Set those of somebody's file: saved under its name and never shown as a page, whatever is in it."""
    response.headers["content-disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["content-security-policy"] = _OF_FILES
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["cross-origin-resource-policy"] = "same-origin"
    response.headers["cache-control"] = "no-store"


def protect(response: Response, framed_by: Sequence[str] = ()) -> None:
    """Set them; ``framed_by`` are the origins that may show the page in a frame."""
    frames = " ".join(framed_by) or "'none'"
    response.headers.setdefault("content-security-policy", _POLICY.format(frames=frames))
    if not framed_by:
        response.headers["x-frame-options"] = "DENY"
    response.headers["x-content-type-options"] = "nosniff"
    response.headers["referrer-policy"] = "same-origin"
    response.headers["cross-origin-opener-policy"] = "same-origin"
    response.headers["permissions-policy"] = "camera=(), geolocation=(), microphone=(), payment=()"
    response.headers.setdefault("cache-control", "no-store")
