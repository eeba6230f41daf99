"""All addresses of the pages, as Starlette routes."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from panel_refunds.pages.address import Address
from panel_refunds.pages.answer import Answer, Show
from panel_refunds.pages.assets import PATH, serve_asset
from panel_refunds.pages.brand import BrandFiles
from panel_refunds.pages.console import ADDRESSES as CONSOLE
from panel_refunds.pages.desk import ADDRESSES as DESK
from panel_refunds.pages.door import Door, Endpoint
from panel_refunds.pages.language import choose
from panel_refunds.pages.portal import ADDRESSES as PORTAL
from panel_refunds.pages.signing_in import ADDRESSES as SIGNING_IN
from panel_refunds.pages.visit import Visit
from panel_refunds.web.front import Front

ADDRESSES = (*PORTAL, *SIGNING_IN, *DESK, *CONSOLE)


def missing_page(front: Front) -> Endpoint:
    """What a person sees at an address that there is not."""
    return Door(front).of(Address("missing", "/", "anyone", show=_missing))


def _missing(_visit: Visit) -> Answer:
    return Show("portal/missing.html", status=404)


def page_routes(front: Front) -> list[BaseRoute]:
    """The routes of every page and of what pages are made of."""
    door, brand = Door(front), BrandFiles(front)
    return [
        Route(PATH, serve_asset, name="asset", methods=["GET"]),
        Route("/brand/{version}/brand.css", brand.style, name="brand", methods=["GET"]),
        Route("/brand/{version}/logo", brand.logo, name="logo", methods=["GET"]),
        Route("/brand/fonts/{digest}.woff2", brand.font, name="font", methods=["GET"]),
        Route("/language/{language}", choose, name="language", methods=["GET"]),
        *(Route(address.path, door.of(address), name=address.name, methods=address.methods) for address in ADDRESSES),
    ]
