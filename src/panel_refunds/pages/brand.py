"""A tenant's brand as files: its colours as a style sheet, its logo.

The colours of links and buttons are made from the one that the tenant names: for dark pages it is made lighter until
it can be read on them.
"""

from __future__ import annotations

from functools import lru_cache

from coloraide import Color
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from panel_refunds.pages.assets import FOREVER, Asset, make_asset, respond
from panel_refunds.tenants.hosts import Governed
from panel_refunds.tenants.tenant import Tenant
from panel_refunds.web.front import Front
from panel_refunds.web.tenancy import resolve

LIGHT, DARK = "#ffffff", "#181c25"
"""What pages are written on in Pico's two themes; by night a card is lighter than the page around it."""
READABLE = 4.5
"""The least contrast of text, by WCAG 2.2 AA."""
_LOGO_TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}


class BrandFiles:
    """Answers with the brand of the host's tenant."""

    def __init__(self, front: Front) -> None:
        self._front = front

    def style(self, request: Request) -> Response:
        """The style sheet with the tenant's colours."""
        tenant = self._tenant(request)
        return respond(request, style_of(tenant.brand.colour), request.path_params["version"])

    def logo(self, request: Request) -> Response:
        """The logo's file."""
        tenant = self._tenant(request)
        if tenant.brand.logo is None:
            raise HTTPException(404)
        file = tenant.folder / tenant.brand.logo
        headers = {
            "cache-control": FOREVER,
            "x-content-type-options": "nosniff",
            "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        }
        return FileResponse(file, media_type=_LOGO_TYPES[file.suffix.lower()], headers=headers)

    def _tenant(self, request: Request) -> Tenant:
        found = resolve(request, self._front.directory.current)
        if not isinstance(found, Governed):
            raise HTTPException(404)
        return found.tenant


@lru_cache(maxsize=1024)
def style_of(colour: str) -> Asset:
    """The style sheet of a brand with this main colour."""
    light, dark = Color(colour), readable_on(DARK, colour)
    # As precise as Pico's own rules for its colours, and after them: so these hold.
    where = ":root:not([data-theme])"
    by_day, by_night = f"{where}{{{_variables(light, LIGHT)}}}", f"{where}{{{_variables(dark, DARK)}}}"
    text = f"{by_day}\n@media (prefers-color-scheme: dark){{{by_night}}}\n"
    return make_asset(text.encode(), ".css")


def readable_on(ground: str, colour: str) -> Color:
    """The colour, or the nearest lighter or darker one that can be read on ``ground``."""
    found = Color(colour).convert("oklch")
    step = 0.01 if Color(ground).luminance() < 0.5 else -0.01  # noqa: PLR2004 - half way from black to white
    while found.convert("srgb").clip().contrast(ground) < READABLE and 0 < found["lightness"] + step < 1:
        found["lightness"] += step
    return found.convert("srgb").fit()


def text_on(colour: Color) -> str:
    """White or black, whichever can be read better on it."""
    return max(("#ffffff", "#000000"), key=lambda text: float(colour.contrast(text)))


def _variables(colour: Color, ground: str) -> str:
    main = colour.to_string(hex=True)
    hover = colour.mix(text_on(Color(ground)), 0.15, space="oklch").convert("srgb").fit().to_string(hex=True)
    return (
        f"--pico-primary:{main};--pico-primary-background:{main};--pico-primary-border:{main};"
        f"--pico-primary-hover:{hover};--pico-primary-hover-background:{hover};--pico-primary-hover-border:{hover};"
        f"--pico-primary-underline:{main};--pico-primary-hover-underline:{hover};"
        f"--pico-primary-focus:{main};--pico-primary-inverse:{text_on(colour)};"
    )
