"""A REST upstream on a port of this machine, and a way to build providers that ask it.

The upstream keeps orders in its own words (``DONE``, ``SHORT``, ``VOID``), answers in envelopes, checks its key, and
signs an event for each change. Events are held until a test delivers them: in any order, any number of times, to any
address. Its answers can be replaced by others, or broken on the way.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

import httpx2
import pytest
from standardwebhooks import Webhook

from panel_refunds.ports import Surroundings
from panel_refunds_rest_orders import order_providers

KEY = "upstream-key-1"
NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
SECRET = "whsec_" + base64.b64encode(b"the signing secret of tests").decode()
WORDS = MappingProxyType(
    {"NEW": "pending", "BUSY": "in_progress", "DONE": "completed", "SHORT": "partial", "VOID": "canceled"}
)
DESCRIBED: Mapping[str, Any] = MappingProxyType(
    {
        "order_path": "/orders/{id}",
        "orders_path": "/orders?ids={ids}",
        "order_field": "data",
        "orders_field": "data.orders",
        "status_field": "state",
        "remains_field": "undelivered",
        "placed_field": "data.id",
        "cancel_path": "/orders/{id}/cancel",
        "refill_path": "/orders/{id}/refill",
        "refill_field": "data.refill",
        "refill_status_path": "/refills/{id}",
        "balance_path": "/balance",
        "balance_field": "data.amount",
        "balance_currency": "USD",
        "words": WORDS,
        "webhooks": "standard",
        "webhook_secrets": (SECRET,),
    }
)


@dataclass(frozen=True)
class Odd:
    """An answer in place of the right one; ``cut`` promises more bytes than come."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


@dataclass(frozen=True)
class Event:
    """An event as it was signed: its body, and its headers without those of the transport."""

    event_id: str
    body: bytes
    headers: Mapping[str, str]


class RestUpstream:
    """The upstream; a context manager."""

    def __init__(self, now: Callable[[], datetime] = lambda: NOW) -> None:
        self.orders: dict[str, dict[str, Any]] = {}
        self.refills: dict[str, dict[str, Any]] = {}
        self.events: list[Event] = []
        self.questions: list[tuple[str, str]] = []
        self.odd: deque[Odd] = deque()
        self.secret = SECRET
        self.now = now
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Answering)
        self._server.daemon_threads = True
        self._server.upstream = self  # type: ignore[attr-defined] # the handler finds its upstream by it
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="rest-upstream")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def place(self, ref: str) -> str:
        self.orders[ref] = {"id": ref, "state": "NEW", "undelivered": None}
        return ref

    def set(self, ref: str, state: str, undelivered: Any = None) -> Event:
        """The order stands there from now on; the event about it is held."""
        self.orders[ref] |= {"state": state, "undelivered": undelivered}
        return self.sign({"type": "order.changed", "data": {"id": ref, "state": state}})

    def sign(self, said: Mapping[str, Any], *, secret: str | None = None, at: datetime | None = None) -> Event:
        event_id = f"evt_{len(self.events) + 1}"
        body = json.dumps({"id": event_id, **said}).encode()
        moment = at or self.now()
        signature = Webhook(secret or self.secret).sign(event_id, moment, body.decode())
        headers = {
            "webhook-id": event_id,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": signature,
        }
        self.events.append(Event(event_id, body, headers))
        return self.events[-1]

    def deliver(self, event: Event, address: str, times: int = 1) -> list[int]:
        """POST a held event there; the HTTP statuses that came back."""
        with httpx2.Client(trust_env=False) as client:
            return [client.post(address, content=event.body, headers=event.headers).status_code for _ in range(times)]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""

    def do_GET(self) -> None:
        self._answer("GET")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length", "0")))
        self._answer("POST")

    def _answer(self, method: str) -> None:
        upstream: RestUpstream = self.server.upstream  # type: ignore[attr-defined] # set when it was made
        upstream.questions.append((method, self.path))
        if upstream.odd:
            self._send(upstream.odd.popleft())
        elif self.headers.get("authorization") != f"Bearer {KEY}":
            self._send(Odd(401, b'{"error": "who are you?"}'))
        else:
            status, said = self._said(upstream, method, urlsplit(self.path))
            self._send(Odd(status, json.dumps(said).encode()))

    def _said(self, upstream: RestUpstream, method: str, asked: Any) -> tuple[int, Any]:
        parts = [unquote(part) for part in asked.path.removeprefix("/v1/").split("/")]
        if (method, parts) == ("GET", ["orders"]):
            ids = parse_qs(asked.query)["ids"][0].split(",")
            return 200, {"data": {"orders": [upstream.orders[ref] for ref in ids if ref in upstream.orders]}}
        if (method, parts) == ("GET", ["balance"]):
            return 200, {"data": {"amount": "12.345678901"}}
        known = upstream.refills if parts[0] == "refills" else upstream.orders
        if len(parts) < 2 or parts[1] not in known:
            return 404, {"error": "no such thing"}
        if method == "GET":
            return 200, {"data": known[parts[1]]}
        if parts[2] == "refill":
            upstream.refills["r1"] = {"id": "r1", "state": "NEW"}
            return 202, {"data": {"refill": "r1"}}
        if upstream.orders[parts[1]]["state"] != "NEW":
            return 409, {"error": "it has started"}
        return 204, None

    def _send(self, odd: Odd) -> None:
        body = b"" if odd.status == 204 else odd.body
        self.send_response(odd.status)
        for name, value in {"content-type": "application/json", **odd.headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body) + (1000 if odd.cut else 0)))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = odd.cut


class Log:
    """Keeps what was logged, as text."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def warning(self, event: str, **facts: object) -> None:
        self.lines.append(f"{event} {facts}")


def hmac_header(body: bytes, secret: str, moment: str, *, encoding: str = "hex") -> str:
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).digest()
    return digest.hex() if encoding == "hex" else base64.b64encode(digest).decode()


@pytest.fixture
def log() -> Log:
    return Log()


@pytest.fixture
def upstream() -> Iterator[RestUpstream]:
    with RestUpstream() as running:
        yield running


@pytest.fixture
def build(log: Log) -> Iterator[Callable[..., Any]]:
    """Build a provider through the plugin's factory: ``rest`` as ``DESCRIBED``, or ``parent_panel``."""
    clients: list[httpx2.Client] = []

    def http_client(*, timeout: float, headers: Mapping[str, str]) -> httpx2.Client:
        clients.append(httpx2.Client(timeout=timeout, headers=headers, trust_env=False))
        return clients[-1]

    def built(url: str, use: str = "rest", **settings: object) -> Any:
        (factory,) = [each for each in order_providers() if each.name == use]
        around = Surroundings("acme", "main", lambda: NOW, http_client, log)
        described = DESCRIBED if use == "rest" else {}
        return factory.build({"url": url, "key": KEY, **described, **settings}, around)

    yield built
    for client in clients:
        client.close()


@pytest.fixture
def provider(upstream: RestUpstream, build: Callable[..., Any]) -> Any:
    return build(upstream.url)


@pytest.fixture
def hmac_of() -> Callable[..., str]:
    """The signature of a body and a moment."""
    return hmac_header


@pytest.fixture
def odd() -> type[Odd]:
    """An answer in place of the right one."""
    return Odd
