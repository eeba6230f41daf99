"""The running fake: a real HTTP server in a thread of this process, on a free port of this machine.

It stands as long as its ``with`` block. When it ends, every silence it keeps ends too, so that nothing is left behind.
"""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import socket
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

import uvicorn
from starlette.types import Receive, Scope, Send

from panel_refunds.testing.fake_stripe.control import make_control
from panel_refunds.testing.fake_stripe.quick_server import QuickServer
from panel_refunds.testing.fake_stripe.story import Story
from panel_refunds.testing.fake_stripe.wire import StripeApi
from panel_refunds.testing.fake_stripe.world import World

ACCOUNT = "acct_1FakeStripe00001"
WEBHOOK_SECRET = "whsec_fake_for_tests"  # noqa: S105 - it opens nothing but this fake
_BACKLOG = 512
_SECONDS_TO_KEEP_ALIVE = 75


def _present() -> datetime:
    return datetime.now(UTC)


class FakeStripe(Story):
    """A Stripe to try against; use it as a context manager, or ``start`` and ``stop`` it.

    ``now`` is its clock, ``account`` the platform's own account; ``secret_key`` and ``webhook_secret`` are made up
    unless given. ``port`` 0 takes a free one.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] = _present,
        account: str = ACCOUNT,
        secret_key: str | None = None,
        webhook_secret: str | None = None,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        webhook_secret = webhook_secret or WEBHOOK_SECRET
        super().__init__(World(now, account, webhook_secret))
        self._wanted = (host, port)
        self._api = StripeApi(self._world)
        self._control = make_control(self)
        self._server: QuickServer | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._listening: socket.socket | None = None
        self.secret_key = self._world.keys.make(account, livemode=False, secret=secret_key)
        """A secret key of the platform's account in test mode."""
        self.live_key = self._world.keys.make(account, livemode=True)
        """A secret key of the platform's account in live mode."""
        self.webhook_secret = webhook_secret
        """What webhooks are signed with until ``webhooks.sign_with`` says otherwise."""

    # ---------------------------------------------------------------- running

    def start(self) -> Self:
        """Listen; returns itself. ``RuntimeError`` when it runs already, ``OSError`` when the port is taken."""
        if self._server is not None:
            raise RuntimeError("this fake Stripe is running already")
        self._listening = socket.create_server(self._wanted, backlog=_BACKLOG)
        # Head and body of an answer are two writes; without this the second waits 40 ms for the caller's kernel.
        self._listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        config = uvicorn.Config(
            self,
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            proxy_headers=False,
            timeout_keep_alive=_SECONDS_TO_KEEP_ALIVE,
        )
        self._server = QuickServer(config, self._api.ending)
        self._loop = _new_loop()
        self._thread = threading.Thread(target=self._run, name="fake-stripe")
        self._thread.start()
        return self

    def _run(self) -> None:
        if self._loop is None or self._server is None or self._listening is None:
            raise RuntimeError("start() starts it")
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._server.serve(sockets=[self._listening]))
        finally:
            asyncio.set_event_loop(None)
            self._loop.close()

    def stop(self) -> None:
        """End every connection and wait until all is quiet; does nothing when it does not run."""
        server, loop, thread, listening = self._server, self._loop, self._thread, self._listening
        self._server = None
        if server is None or loop is None or thread is None or listening is None:
            return
        self.faults.let_go(run=False)
        loop.call_soon_threadsafe(self._api.ending.set)
        thread.join()
        listening.close()
        self.webhooks.stop()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """What goes in the place of ``https://api.stripe.com``. ``RuntimeError`` when it does not run."""
        if self._server is None or self._listening is None:
            raise RuntimeError("this fake Stripe is not running")
        host, port = self._listening.getsockname()[:2]
        return f"http://{host}:{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI application: the controls under ``/_control``, Stripe everywhere else."""
        if scope["path"].startswith("/_control"):
            await self._control(scope, receive, send)
        else:
            await self._api(scope, receive, send)


def _new_loop() -> asyncio.AbstractEventLoop:
    """Uvloop's where it is installed, which answers faster."""
    if importlib.util.find_spec("uvloop") is None:
        return asyncio.new_event_loop()
    loop: asyncio.AbstractEventLoop = importlib.import_module("uvloop").new_event_loop()
    return loop
