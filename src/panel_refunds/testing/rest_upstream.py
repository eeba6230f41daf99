"""A REST upstream on a port of this machine: orders in words of its own, and signed events that a test delivers.

Its orders stand at ``NEW``, ``BUSY``, ``DONE``, ``SHORT`` or ``VOID``, or whatever a test says. It answers in
envelopes, checks its key, and signs an event for each change as Standard Webhooks describe it. Events are held until a
test delivers them: in any order, any number of times, to any address. Its next answers can be replaced by others, or
broken on the way.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import parse_qs, unquote, urlsplit

import httpx2

KEY = "upstream-key"
SECRET = "whsec_" + base64.b64encode(b"the signing secret of a fake upstream").decode()
WORDS: Mapping[str, str] = MappingProxyType(
    {"NEW": "pending", "BUSY": "in_progress", "DONE": "completed", "SHORT": "partial", "VOID": "canceled"}
)
_NO_CONTENT = 204
_PATIENCE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Odd:
    """An answer in place of the right one; ``cut`` promises more bytes than come."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """An event as it was signed: its id, its body, and the headers that sign it."""

    event_id: str
    body: bytes
    headers: Mapping[str, str]


def _present() -> datetime:
    return datetime.now(UTC)


class RestUpstream:
    """A running upstream; use it as a context manager. ``now`` is the clock by which it signs.

    ``questions`` are the methods and paths that were asked, ``odd`` the next answers that are to be others, ``events``
    all that were signed.
    """

    def __init__(self, *, now: Callable[[], datetime] = _present, key: str = KEY, secret: str = SECRET) -> None:
        self.questions: list[tuple[str, str]] = []
        self.odd: deque[Odd] = deque()
        self.events: list[Event] = []
        self.key = key
        self.secret = secret
        self.orders: dict[str, dict[str, Any]] = {}
        self.refills: dict[str, dict[str, Any]] = {}
        self._now = now
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="rest-upstream")

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def place(self, ref: str) -> str:
        """Have an order with this id; returns the id."""
        self.orders[ref] = {"id": ref, "state": "NEW", "undelivered": None}
        return ref

    def set_order(self, ref: str, state: str, undelivered: int | str | None = None) -> Event:
        """The order stands there from now on; returns the event about it, which is held."""
        self.orders[ref] = {"id": ref, "state": state, "undelivered": undelivered}
        return self.sign({"type": "order.changed", "data": {"id": ref, "state": state}})

    def sign(self, said: Mapping[str, Any], *, secret: str | None = None, at: datetime | None = None) -> Event:
        """An event that says this, signed with the upstream's secret, or another, now or then."""
        event_id = f"evt_{len(self.events) + 1}"
        body = json.dumps({"id": event_id, **said}).encode()
        moment = str(int((at or self._now()).timestamp()))
        key = base64.b64decode((secret or self.secret).removeprefix("whsec_"))
        digest = hmac.new(key, f"{event_id}.{moment}.".encode() + body, hashlib.sha256).digest()
        signature = f"v1,{base64.b64encode(digest).decode()}"
        headers = {"webhook-id": event_id, "webhook-timestamp": moment, "webhook-signature": signature}
        self.events.append(Event(event_id, body, headers))
        return self.events[-1]

    def deliver(self, event: Event, address: str, times: int = 1) -> list[int]:
        """POST a held event there, so many times; the HTTP statuses that came back."""
        with httpx2.Client(trust_env=False, timeout=_PATIENCE_SECONDS) as client:
            return [client.post(address, content=event.body, headers=event.headers).status_code for _ in range(times)]

    def answer(self, method: str, path: str, authorization: str | None) -> Odd:
        """What it answers to a question."""
        self.questions.append((method, path))
        if self.odd:
            return self.odd.popleft()
        if authorization != f"Bearer {self.key}":
            return _json(401, {"error": "who are you?"})
        asked = urlsplit(path)
        parts = [unquote(part) for part in asked.path.removeprefix("/v1/").split("/")]
        if method == "GET":
            return self._show(parts, parse_qs(asked.query).get("ids", [""])[0].split(","))
        return self._wish(*parts) if len(parts) == 3 and parts[1] in self.orders else _MISSING  # noqa: PLR2004 - /orders/ID/WISH

    def _show(self, parts: list[str], ids: list[str]) -> Odd:
        if parts == ["orders"]:
            return _json(200, {"data": {"orders": [self.orders[ref] for ref in ids if ref in self.orders]}})
        if parts == ["balance"]:
            return _json(200, {"data": {"amount": "12.345678901"}})
        kind, ref = parts[0], parts[-1]
        known = self.refills if kind == "refills" else self.orders
        return _json(200, {"data": known[ref]}) if ref in known else _MISSING

    def _wish(self, _kind: str, ref: str, wish: str) -> Odd:
        if wish == "refill":
            self.refills["r1"] = {"id": "r1", "state": "NEW"}
            return _json(202, {"data": {"refill": "r1"}})
        return Odd(_NO_CONTENT) if self.orders[ref]["state"] == "NEW" else _json(409, {"error": "it has started"})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _json(status: int, said: Any) -> Odd:
    return Odd(status, json.dumps(said).encode())


_MISSING = _json(404, {"error": "no such thing"})


def _handler_of(upstream: RestUpstream) -> type[BaseHTTPRequestHandler]:
    class Answering(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = _PATIENCE_SECONDS

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that http.server gives it
            """Nobody reads it."""

        def do_GET(self) -> None:
            self._send(upstream.answer("GET", self.path, self.headers.get("authorization")))

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", "0")))
            self._send(upstream.answer("POST", self.path, self.headers.get("authorization")))

        def _send(self, odd: Odd) -> None:
            self.send_response(odd.status)
            for name, value in {"content-type": "application/json", **odd.headers}.items():
                self.send_header(name, value)
            if odd.status != _NO_CONTENT:
                self.send_header("content-length", str(len(odd.body) + (1000 if odd.cut else 0)))
            self.end_headers()
            self.wfile.write(odd.body)
            self.close_connection = odd.cut

    return Answering
