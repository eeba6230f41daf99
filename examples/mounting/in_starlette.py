"""The refunds below /refunds of a Starlette application.

Run it: ``REFUNDS_ROOT=shop uvicorn in_starlette:app``.
"""

import os

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from panel_refunds.app.mounting import Refunds

refunds = Refunds(os.environ.get("REFUNDS_ROOT"))


def orders(_request: Request) -> PlainTextResponse:
    """A page of the shop itself; that one of ours has the same name does no harm."""
    return PlainTextResponse("The shop's own orders.")


app = Starlette(
    routes=[Route("/orders", orders, name="orders"), Mount("/refunds", refunds)],
    lifespan=refunds.running,
)
