"""One line per request: what was asked of whom, how it ended, how long it took.

Addresses may hold a customer's id and bodies hold everything else, so the line names the operation, the tenant and the
key's id, and nothing that came in.
"""

from __future__ import annotations

import time
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from panel_refunds.web.own_root import path_of

_QUIET = ("/healthz", "/readyz")


class AccessLog:
    """ASGI middleware that writes the line when the answer begins."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        # Bound once: a logger that is looked up for each line costs as much as the line.
        self._log = structlog.get_logger("panel_refunds.web").bind()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and listen for the status."""
        if scope["type"] != "http" or path_of(scope) in _QUIET:
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()

        async def listen(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._write(scope, message["status"], time.perf_counter() - began)
            await send(message)

        await self._app(scope, receive, listen)

    def _write(self, scope: Scope, status: int, seconds: float) -> None:
        state: dict[str, Any] = scope.get("state", {})
        self._log.info(
            "request",
            method=scope["method"],
            operation=state.get("operation"),
            status=status,
            milliseconds=round(seconds * 1000, 1),
            tenant=state.get("tenant"),
            key=state.get("key"),
        )
