"""A brand as files over HTTP: its style sheet, its logos, its fonts. Nothing comes from anywhere else.

Their addresses name what is in them, so browsers keep them for a year, and a change has another address.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from panel_refunds.pages.assets import FOREVER, Asset, make_asset, respond
from panel_refunds.pages.brand_sheet import sheet_of
from panel_refunds.tenants.brand import Brand, BrandFile
from panel_refunds.tenants.hosts import Governed
from panel_refunds.web.front import Front
from panel_refunds.web.tenancy import resolve

_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}


class BrandFiles:
    """Answers with what the brand of the host is made of."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def style(self, request: Request) -> Response:
        """The style sheet with the brand's colours, corners and fonts."""
        return respond(request, sheet_of(self._brand(request)), request.path_params["version"])

    def logo(self, request: Request) -> Response:
        """A logo's file; of the brand as it is now where the address is of another."""
        brand, version = self._brand(request), request.path_params["version"]
        logos = [logo for logo in (brand.logo, brand.logo_dark) if logo]
        file = _named(logos, version) or (logos[0] if logos else None)
        if file is None:
            raise HTTPException(404)
        headers = {
            "cache-control": FOREVER if file.digest.startswith(version) else "no-cache",
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        }
        return Response(_body_of(file), headers=headers, media_type=_LOGO_TYPES[file.path.suffix.lower()])

    def font(self, request: Request) -> Response:
        """The font of that digest, for who wears it here."""
        file = _named(self._brand(request).font_files, request.path_params["digest"])
        if file is None:
            raise HTTPException(404)
        asset = _font_of(file)
        return respond(request, asset, asset.version)

    def _brand(self, request: Request) -> Brand:
        found = resolve(request, self._front.directory.current)
        if not isinstance(found, Governed):
            raise HTTPException(404)
        return found.site.brand


def _named(files: Iterable[BrandFile], version: str) -> BrandFile | None:
    return next((file for file in files if file.digest.startswith(version)), None)


@lru_cache(maxsize=256)
def _body_of(file: BrandFile) -> bytes:
    """What was in it when it was first wanted; another content has another digest, and is another file."""
    return file.path.read_bytes()


@lru_cache(maxsize=256)
def _font_of(file: BrandFile) -> Asset:
    return make_asset(_body_of(file), ".woff2")
