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
from panel_refunds.web.own_root import OwnRoot, root_of
from panel_refunds.web.reply import Reply
from panel_refunds.web.webhooks import Webhooks

DOCUMENT = f"{PREFIX}/openapi.json"


def make_routes(
    front: Front,
    operations: Sequence[Operation] = ALL,
    *,
    pages: Sequence[BaseRoute] = (),
    missing_page: Endpoint | None = None,
) -> Starlette:
    """The application; what it needs of the service comes in with ``front``, the pages for people with ``pages``.

    ``missing_page`` is what a person is shown at an address that there is not.
    """
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
    on_missing = _on_missing(elsewhere, missing_page)
    handlers: dict[Any, Any] = {404: on_missing, 405: on_missing}
    return Starlette(
        routes=routes, exception_handlers=handlers, middleware=[Middleware(OwnRoot), Middleware(AccessLog)]
    )


def _route(path: str, methods: dict[str, Endpoint]) -> Route:
    """One route per address: the router finds it once, and the method is looked up here."""

    async def endpoint(request: Request) -> Response:
        return await methods["GET" if request.method == "HEAD" else request.method](request)

    return Route(path, endpoint, methods=sorted(methods))


def _document(request: Request) -> Response:
    """The OpenAPI document of this version; it says nothing of any tenant."""
    return Reply(200, document(root_of(request.scope))).as_response()


def _on_missing(
    elsewhere: Elsewhere, missing_page: Endpoint | None
) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, error: Exception) -> Response:
        if missing_page is not None and elsewhere.is_for_people(request):
            return await missing_page(request)
        if isinstance(error, HTTPException) and error.status_code == 405:  # noqa: PLR2004 - method not allowed
            return elsewhere.other_method(request, (error.headers or {}).get("Allow", "GET"))
        return elsewhere.missing(request)

    return handler
