"""A server to be measured: ``python -m benchmarks.serving WHAT PORT [DATABASE]``, under uvicorn as we ship it.

``service`` is the product itself; ``json`` answers any request with a small JSON object from the event loop; ``empty``
does the same in a thread of the pool, as every synchronous endpoint must.
"""

from __future__ import annotations

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from benchmarks.run import ROOT
from panel_refunds.app.composition import Service
from panel_refunds.app.serving import serve
from panel_refunds.cli.opening import log_to_stderr

PATH = "/api/v1/orders"
HOST = "127.0.0.1"


async def answer_at_once(request: Request) -> Response:
    """Read the body and say something."""
    await request.body()
    return JSONResponse({"id": "ord_0", "status": "pending"}, 201)


def answer_in_a_thread(_request: Request) -> Response:
    """Say something; a synchronous endpoint does not get at the body."""
    return JSONResponse({"id": "ord_0", "status": "pending"}, 201)


def main(what: str, port: int, database: str) -> None:
    """Serve until SIGTERM."""
    if what == "service":
        log_to_stderr()
        service = Service.open(ROOT, database=database, read_secrets=False)
        serve(service, HOST, port, with_worker=False)
        return
    endpoint = {"json": answer_at_once, "empty": answer_in_a_thread}[what]
    app = Starlette(routes=[Route(PATH, endpoint, methods=["POST"])])
    uvicorn.run(app, host=HOST, port=port, log_config=None, access_log=False)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else "")
