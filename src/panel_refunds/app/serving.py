"""The service as a process: the web in front, a worker beside it, one clean way to stop.

On SIGTERM no new request is taken, those under way are answered, the worker finishes the piece it holds, and then the
process ends. On SIGHUP the tenants' files are read again.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from types import FrameType
from typing import Any

import structlog
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool

from panel_refunds.app.composition import Service
from panel_refunds.app.garbage import leave_alone_what_stays
from panel_refunds.pages.policy.in_answer import policy_changes, policy_text
from panel_refunds.pages.portal.receipt_pdf import receipt_for_call
from panel_refunds.pages.routes import missing_page, page_routes
from panel_refunds.tenants.faults import TenantFileError
from panel_refunds.web.front import Front
from panel_refunds.web.routes import make_routes
from panel_refunds.worker import Worker

LOG = structlog.get_logger("panel_refunds.app")
SECONDS_TO_FINISH = 30
Handler = Callable[[int, FrameType | None], None]


def make_worker(service: Service) -> Worker:
    """A worker on all tenants of the service; it does nothing until it is run."""
    at_once = service.directory.current.payouts_at_once
    return Worker(service.store, service.desks, service.now, LOG, payouts_at_once=at_once)


def make_app(service: Service, *, with_worker: bool) -> Starlette:
    """The ASGI application; ``with_worker`` runs a worker beside it for as long as the application lives."""
    worker = make_worker(service) if with_worker else None
    front = Front(
        directory=service.directory,
        store=service.store,
        now=service.now,
        desk=service.desk,
        reload=service.reload,
        wake=worker.wake if worker else _nobody,
        seconds_since_work=lambda: worker.seconds_since_look if worker else None,
        plugins=lambda: _plugins(service),
        policy_text=policy_text,
        policy_changes=policy_changes,
        receipt=receipt_for_call,
    )

    @asynccontextmanager
    async def lifespan(_app: Any) -> AsyncIterator[None]:
        if worker is None:
            yield
            return
        stop = threading.Event()
        thread = threading.Thread(target=worker.run_forever, args=(stop,), name="worker")
        thread.start()
        try:
            yield
        finally:
            stop.set()
            worker.wake()
            await run_in_threadpool(thread.join)

    app = make_routes(front, pages=page_routes(front), missing_page=missing_page(front))
    app.router.lifespan_context = lifespan
    return app


def _plugins(service: Service) -> str:
    """How the plugins of this process are, in words that anybody may read."""
    counts = {"failing": len(service.failing()), "tenants left out": len(service.left_out())}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count) or "ok"


def serve(service: Service, host: str, port: int, *, with_worker: bool = True) -> None:
    """Answer at ``host``:``port`` until SIGTERM or SIGINT; comes back when everything under way is finished."""
    import uvicorn  # only a process that listens needs the server

    config = uvicorn.Config(
        make_app(service, with_worker=with_worker),
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=SECONDS_TO_FINISH,
    )
    server = uvicorn.Server(config)

    def end(_number: int, _frame: FrameType | None) -> None:
        # Heard before the server catches these signals itself, and again when it has finished and passes them on.
        server.should_exit = True

    handlers = {signal.SIGTERM: end, signal.SIGINT: end, signal.SIGHUP: _hangup(service)}
    leave_alone_what_stays()
    with _listen(host, port) as listening, _on_signals(handlers):
        # Whoever connects from here on waits in line until the server takes the connection.
        LOG.info("listening", url=f"http://{_shown(listening)}")
        server.run(sockets=[listening])


def _listen(host: str, port: int) -> socket.socket:
    """A listening socket; OSError names the address when it is taken or not of this machine."""
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise OSError(error.errno, os.strerror(error.errno or 0), f"{host}:{port}") from None
    # Connections inherit it. Without, an answer in two writes waits 40 ms for the other end to acknowledge the first.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def _shown(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def work(service: Service) -> None:
    """Run a worker alone until SIGTERM or SIGINT; comes back when the pieces in hand are finished."""
    stop = threading.Event()
    worker = make_worker(service)

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        worker.wake()

    leave_alone_what_stays()
    with _on_signals({signal.SIGTERM: end, signal.SIGINT: end, signal.SIGHUP: _hangup(service)}):
        worker.run_forever(stop)


def _hangup(service: Service) -> Handler:
    def hangup(_number: int, _frame: FrameType | None) -> None:
        # A thread of its own: a signal must not wait for files and secrets.
        threading.Thread(target=_reload, args=(service,), name="reload", daemon=True).start()

    return hangup


@contextmanager
def _on_signals(handlers: Mapping[signal.Signals, Handler]) -> Iterator[None]:
    """Have these signals handled; only the main thread may say so, and elsewhere they are left alone."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, handler) for number, handler in handlers.items()}
    try:
        yield
    finally:
        for number, old in before.items():
            signal.signal(number, old)


def _reload(service: Service) -> None:
    try:
        report = service.reload()
    except TenantFileError as error:
        LOG.warning("reload_refused", faults=[str(fault) for fault in error.faults])
        return
    LOG.info("reloaded", changed=report.changed, added=report.added, removed=report.removed)
    for fault in report.faults:
        LOG.warning("reload_kept_the_old", fault=str(fault))


def _nobody() -> None:
    """There is no worker in this process; the one elsewhere looks by itself."""
