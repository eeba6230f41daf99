"""All addresses of the web, as one ASGI application."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from panel_refunds.web import webhooks
from panel_refunds.web.access_log import AccessLog
from panel_refunds.web.api import ALL, PREFIX
from panel_refunds.web.elsewhere import Elsewhere
from panel_refunds.web.endpoint import Endpoint, Endpoints
from panel_refunds.web.front import Front
from panel_refunds.web.health import Readiness, live
from panel_refunds.web.openapi import document
from panel_refunds.web.operation import Operation
from panel_refunds.web.reply import Reply
from panel_refunds.web.webhooks import Webhooks

DOCUMENT = f"{PREFIX}/openapi.json"


def make_routes(front: Front, operations: Sequence[Operation] = ALL, *, pages: Sequence[BaseRoute] = ()) -> Starlette:
    """The application; what it needs of the service comes in with ``front``, the pages for people with ``pages``."""
    endpoints, elsewhere = Endpoints(front), Elsewhere(front)
    by_path: dict[str, dict[str, Endpoint]] = defaultdict(dict)
    for operation in operations:
        by_path[PREFIX + operation.path][operation.method] = endpoints.of(operation)
    routes: list[BaseRoute] = [_route(path, methods) for path, methods in by_path.items()]
    routes += [
        Route(DOCUMENT, _document, methods=["GET"]),
        Route(webhooks.PATH, Webhooks(front).__call__, methods=["POST"]),
        Route("/healthz", live, methods=["GET"]),
        Route("/readyz", Readiness(front).__call__, methods=["GET"]),
    ]
    routes += pages
    handlers: dict[Any, Any] = {404: _on_missing(elsewhere), 405: _on_missing(elsewhere)}
    return Starlette(routes=routes, exception_handlers=handlers, middleware=[Middleware(AccessLog)])


def _route(path: str, methods: dict[str, Endpoint]) -> Route:
    """One route per address: the router finds it once, and the method is looked up here."""

    async def endpoint(request: Request) -> Response:
        return await methods["GET" if request.method == "HEAD" else request.method](request)

    return Route(path, endpoint, methods=sorted(methods))


def _document(_request: Request) -> Response:
    """The OpenAPI document of this version; it says nothing of any tenant."""
    return Reply(200, document()).as_response()


def _on_missing(elsewhere: Elsewhere) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        if isinstance(error, HTTPException) and error.status_code == 405:  # noqa: PLR2004 - method not allowed
            return elsewhere.other_method(request, (error.headers or {}).get("Allow", "GET"))
        return elsewhere.missing(request)

    return handler
