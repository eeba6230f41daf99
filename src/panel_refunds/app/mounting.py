"""An installation as one ASGI application: served by itself, or mounted in somebody's own.

    refunds = Refunds("shop")
    app = Starlette(routes=[Mount("/refunds", refunds)], lifespan=refunds.running)

A framework that mounts an application does not run the lifespan of it. ``running`` is that lifespan, for the host to
enter: it opens the books, and runs the worker as long as the host lives. Served by itself, the application does it.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from panel_refunds.app.composition import Service
from panel_refunds.app.serving import make_app

_NOT_RUNNING = (
    "The refunds are mounted, and nobody runs them: enter running() in the lifespan of the host application, "
    "as in Starlette(lifespan=refunds.running), and see that the server does run lifespans."
)


class Refunds:
    """The application. ``root`` is the installation's folder, None: the current one; nothing is opened before it runs.

    ``with_worker=False`` leaves the work to ``panel-refunds worker`` elsewhere. ``options`` are those of
    ``Service.open``.
    """

    def __init__(self, root: str | Path | None = None, *, with_worker: bool = True, **options: Any) -> None:
        self._root = None if root is None else Path(root)
        self._with_worker = with_worker
        self._options = options
        self._runs = False
        self._service: Service | None = None
        self._app: ASGIApp | None = None
        self._alone = Starlette(lifespan=self.running)

    @property
    def service(self) -> Service:
        """The service while it runs, as to reload it; RuntimeError otherwise."""
        if self._service is None:
            raise RuntimeError(_NOT_RUNNING)
        return self._service

    @asynccontextmanager
    async def running(self, _host: object = None) -> AsyncIterator[None]:
        """Open the installation, run its worker, and close it at the end. The argument is what frameworks hand in.

        Raises what ``Service.open`` raises, and RuntimeError when it runs already: one process has one worker.
        """
        if self._runs:
            raise RuntimeError("The refunds run already; enter running() once.")
        self._runs = True
        try:
            service = self._service = await run_in_threadpool(Service.open, self._root, **self._options)
            try:
                app = make_app(service, with_worker=self._with_worker)
                async with app.router.lifespan_context(app):
                    self._app = app
                    yield
            finally:
                self._app = self._service = None
                await run_in_threadpool(service.close)
        finally:
            self._runs = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; of a lifespan only when nothing is between the server and this application."""
        if scope["type"] == "lifespan":
            await self._alone(scope, receive, send)
        elif self._app is None:
            raise RuntimeError(_NOT_RUNNING)
        else:
            await self._app(scope, receive, send)
