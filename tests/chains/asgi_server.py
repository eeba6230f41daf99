"""A service's web on a port of this machine, in a thread of the test: what is due is run when the test says so."""

from __future__ import annotations

import asyncio
import socket
import threading
from typing import Any, Self

import uvicorn

from panel_refunds.testing.fake_stripe.quick_server import QuickServer


class AsgiServer:
    """A running server of one application; use it as a context manager."""

    def __init__(self, app: Any, port: int = 0) -> None:
        self._listening = socket.create_server(("127.0.0.1", port), backlog=64)
        self.port: int = self._listening.getsockname()[1]
        config = uvicorn.Config(app, log_config=None, access_log=False, lifespan="off", ws="none")
        self._loop = asyncio.new_event_loop()
        self._ending = asyncio.Event()
        self._server = QuickServer(config, self._ending)
        self._thread = threading.Thread(target=self._run, name="asgi-server")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _run(self) -> None:
        self._loop.run_until_complete(self._server.serve(sockets=[self._listening]))
        self._loop.close()

    def __enter__(self) -> Self:
        # Whoever connects before it serves waits in line: the socket listens already.
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
        self._listening.close()
