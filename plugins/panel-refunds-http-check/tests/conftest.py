"""A service that really listens and can be scripted to be late, broken, lying or huge, and a check built as the host does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import httpx2
import pytest

from panel_refunds.money import Money
from panel_refunds.ports import FraudContext, Surroundings
from panel_refunds_http_check import fraud_checks
from panel_refunds_http_check.check import HttpCheck

SECRET = "whsec_" + "c2VjcmV0" * 6
OTHER_SECRET = "whsec_" + "b3RoZXJz" * 6
CONTEXT = FraudContext("c1", Money.of("12.50", "USD"), datetime(2026, 3, 2, 12, tzinfo=UTC), None)


@dataclass
class Service:
    """What the service heard, and how it answers next: a function that writes to the wire as it likes."""

    url: str = ""
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)
    answer: Callable[[BaseHTTPRequestHandler], None] = lambda _: None
    let_go: Event = field(default_factory=Event)

    def says(self, said: Any, *, status: int = 200, **headers: str) -> None:
        """Answer with JSON (or these bytes), with this status and these headers besides."""
        body = said if isinstance(said, bytes) else json.dumps(said).encode()

        def answer(wire: BaseHTTPRequestHandler) -> None:
            wire.send_response(status)
            for name, value in {"content_length": str(len(body)), **headers}.items():
                wire.send_header(name.replace("_", "-"), value)
            wire.end_headers()
            wire.wfile.write(body)

        self.answer = answer


@pytest.fixture
def service() -> Iterator[Service]:
    running = Service()

    class Answering(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            running.heard.append(({name.lower(): value for name, value in self.headers.items()}, body))
            try:
                running.answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True  # who asked had enough

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    server.daemon_threads = True
    running.url = f"http://127.0.0.1:{server.server_address[1]}/refunds"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield running
    running.let_go.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def build() -> Iterator[Callable[..., HttpCheck]]:
    clients: list[httpx2.Client] = []

    def http_client(**options: Any) -> httpx2.Client:
        clients.append(httpx2.Client(trust_env=False, **options))
        return clients[-1]

    def built(url: str, *, secret: str = SECRET, now: datetime | None = None, **settings: Any) -> HttpCheck:
        (factory,) = fraud_checks()
        defaults = {name: setting.default for name, setting in factory.settings.items()}
        around = Surroundings("shop", "own_service", lambda: now or datetime.now(UTC), http_client, None)
        return factory.build({**defaults, "url": url, "secret": secret, **settings}, around)

    yield built
    for client in clients:
        client.close()


def soon(**within: float) -> datetime:
    """A deadline so far from now."""
    return datetime.now(UTC) + timedelta(**within)
