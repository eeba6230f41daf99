"""A receiver over real HTTP that answers what a test tells it to, and a notifier built as the host builds it."""

from __future__ import annotations

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
import structlog

from panel_refunds.plugins.secrets import Redactor
from panel_refunds.plugins.surroundings import HttpClients, make_surroundings
from panel_refunds.ports import Notifier
from panel_refunds_webhook import notifiers

NOW = datetime(2026, 3, 2, 12, 0, 0, 250_000, tzinfo=UTC)
SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYX"
OLD_SECRET = "whsec_FxYVFBMSERAPDg0MCwoJCAcGBQQDAgEA"


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """``body`` "cut": the connection ends after half of what was announced."""

    status: int
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: bool = False


class Peer:
    """Gives the replies it was told, in order, then 204; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.replies: deque[Reply] = deque()
        peer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                headers = {name.lower(): value for name, value in self.headers.items()}
                peer.asked.append(Asked(self.path, headers, self.rfile.read(length)))
                reply = peer.replies.popleft() if peer.replies else Reply(204)
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("content-length", str(len(reply.body) * 2 if reply.cut else len(reply.body)))
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the standard library's
                """Nothing on the screen."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def say(self, status: int, body: object = b"", *, cut: bool = False, **headers: str) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.replies.append(Reply(status, raw, {name.replace("_", "-"): value for name, value in headers.items()}, cut))

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


@pytest.fixture
def peer() -> Iterator[Peer]:
    running = Peer()
    yield running
    running.close()


@pytest.fixture
def settings(peer: Peer) -> dict[str, Any]:
    """All settings with their defaults, as the host gives them, and the required ones."""
    (factory,) = notifiers()
    values = {key: setting.default for key, setting in factory.settings.items()}
    return values | {"url": f"{peer.url}/messages?of=acme", "secret": SECRET, "timeout": 5}


@pytest.fixture
def build(settings: dict[str, Any]) -> Iterator[Callable[..., Notifier]]:
    """Builds with the host's own surroundings: its HTTP clients, and a logger that keeps secrets."""
    (factory,) = notifiers()
    clients, redact = HttpClients(), Redactor()
    redact.hide(SECRET)

    def built(**other: Any) -> Notifier:
        around = make_surroundings("acme", "webhook", now=lambda: NOW, http_clients=clients, redact=redact)
        return factory.build(settings | other, around)

    yield built
    clients.close()
    structlog.reset_defaults()
