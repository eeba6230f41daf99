"""The panel's HTTP server: a thread, a free port of this machine, one address.

It keeps connections open between questions as panels do, and ends every one of them when it stops, so that nothing is
left behind. The key is checked and never kept.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sys
import threading
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType, TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl

from panel_refunds.testing.upstream_panel.counter import OFFERS, Counter, Offer, Placed, Refill
from panel_refunds.testing.upstream_panel.dialect import Dialect, Patience
from panel_refunds.testing.upstream_panel.odd import OddReply, rate_limited
from panel_refunds.testing.upstream_panel.speech import answer

PATH = "/api/v2"
_LONGEST_QUESTION = 1_000_000
_NEVER_REACHED = 1_000_000


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: the form without its key, and whether the key was right."""

    action: str
    form: Mapping[str, str]
    key_right: bool


class UpstreamPanel:
    """A running panel; use it as a context manager, or ``start`` and ``stop`` it.

    Its methods may be called from any thread while it runs. ``port`` 0 takes a free one.
    """

    def __init__(
        self,
        key: str = "upstream-key",
        *,
        balance: str = "1000.00",
        offers: Iterable[Offer] = OFFERS,
        port: int = 0,
        dialect: Dialect | None = None,
    ) -> None:
        self._key = key
        self.dialect = dialect or Dialect()
        self._patience = Patience(self.dialect)
        self._counter = Counter(Decimal(balance), {offer.service: offer for offer in offers})
        self._counter.tells_quantity = self.dialect.tells_quantity
        self._odd: deque[OddReply] = deque()
        self._questions: list[Question] = []
        self._lock = threading.Lock()
        self._wanted_port = port
        self._server: _Server | None = None
        self._thread: threading.Thread | None = None

    # ---------------------------------------------------------------- running

    def start(self) -> Self:
        """Listen; returns itself. ``RuntimeError`` when it runs already."""
        if self._server is not None:
            raise RuntimeError("this panel is running already")
        self._server = _Server(self, self._wanted_port)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="upstream-panel")
        self._thread.start()
        return self

    def stop(self) -> None:
        """End every connection and wait until all is quiet; does nothing when it does not run."""
        server, thread, self._server, self._thread = self._server, self._thread, None, None
        if server is not None and thread is not None:
            server.hang_up()
            thread.join()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The address of the API. ``RuntimeError`` when it does not run."""
        return f"http://127.0.0.1:{self._running().server_address[1]}{PATH}"

    def _running(self) -> _Server:
        if self._server is None:
            raise RuntimeError("this panel is not running")
        return self._server

    # ---------------------------------------------------------------- the story

    def place(self, service: str = "1", quantity: int = 1000, *, runs: int = 1) -> str:
        """Place an order as if through ``add``, a drip feed with several ``runs``; returns its id."""
        with self._lock:
            return self._counter.place(service, quantity, runs=runs).order

    def subscribe(self, service: str = "1", quantity: int = 1000, *, posts: int) -> str:
        """Place a subscription to ``posts`` posts as if through ``add``; returns its id."""
        with self._lock:
            return self._counter.place(service, quantity, posts=posts).order

    def set_status(
        self,
        order: str,
        status: str,
        *,
        remains: int | str | None = None,
        runs_left: int | None = None,
        posts_served: int | None = None,
    ) -> None:
        """Let the order stand at ``status``, in the panel's word, with what ``remains`` (None: null).

        ``runs_left`` of a drip feed have not begun; for ``posts_served`` of a subscription an order was made.
        """
        with self._lock:
            placed = self._counter.orders[order]
            placed.status, placed.remains = status, remains
            if runs_left is not None:
                placed.runs_left = runs_left
            if posts_served is not None:
                placed.posts_served = posts_served

    def set_refill_status(self, refill: str, status: str) -> None:
        """Let the refill stand at ``status``, in the panel's word."""
        with self._lock:
            self._counter.refills[refill].status = status

    def set_balance(self, balance: str) -> None:
        """Set what is left of our money at the panel."""
        with self._lock:
            self._counter.balance = Decimal(balance)

    def next_reply(self, *replies: OddReply) -> None:
        """Bend the answers to the next questions, one each, in this order, after those bent already."""
        with self._lock:
            self._odd.extend(replies)

    # ---------------------------------------------------------------- what happened

    @property
    def orders(self) -> Mapping[str, Placed]:
        """All orders by id, as they stand."""
        with self._lock:
            return MappingProxyType(dict(self._counter.orders))

    @property
    def refills(self) -> Mapping[str, Refill]:
        """All refills by id, as they stand."""
        with self._lock:
            return MappingProxyType(dict(self._counter.refills))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Everything that was asked, in order."""
        with self._lock:
            return tuple(self._questions)

    def count(self, action: str | None = None) -> int:
        """How many questions came, of one action or of all."""
        return sum(1 for question in self.questions if action in {None, question.action})

    @property
    def connections(self) -> int:
        """How many connections were made since it started. ``RuntimeError`` when it does not run."""
        return self._running().accepted

    # ---------------------------------------------------------------- answering

    def hear(self, sent: Mapping[str, str], headers: Mapping[str, str]) -> tuple[Any, OddReply | None]:
        """Note one question; returns the answer as this panel puts it, and the way to bend it."""
        form = self.dialect.heard(sent, headers)
        key_right = form.pop("key", None) == self._key
        with self._lock:
            self._questions.append(Question(form.get("action", ""), MappingProxyType(form), key_right))
            if self._patience.is_over():
                return None, rate_limited()
            most = self.dialect.most_ids
            ordinary = answer(self._counter, form, most) if key_right else {"error": "Invalid API key"}
            return self.dialect.told(ordinary, form), self._odd.popleft() if self._odd else None


class _Server(ThreadingHTTPServer):
    """Knows its open connections, so that stopping ends them."""

    daemon_threads = False  # `server_close` waits for the threads
    request_queue_size = 128

    def __init__(self, panel: UpstreamPanel, port: int) -> None:
        self.panel = panel
        self.stopping = threading.Event()
        self.accepted = 0
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
            self.accepted += 1
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Stop listening, end the open connections, wait for their threads."""
        self.stopping.set()
        self.shutdown()
        with self._open_lock:
            for connection in self._open:
                with contextlib.suppress(OSError):  # the other side was quicker
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is an ordinary event; anything else is a mistake of this panel and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together: two small writes would wait for each other on a kept connection
    server: _Server

    def do_POST(self) -> None:
        length = self.headers.get("content-length", "")
        if not length.isdigit() or int(length) > _LONGEST_QUESTION:
            self._send(413, {"connection": "close"}, b'{"error":"Incorrect request"}')
            return
        question = self.rfile.read(int(length)).decode("utf-8", "replace")
        self._answer("POST", self.path, question)

    def do_GET(self) -> None:
        path, _, question = self.path.partition("?")
        self._answer("GET", path, question)

    def _answer(self, method: str, path: str, question: str) -> None:
        if path != PATH:
            self._send(404, {}, b'{"error":"Not found"}')
            return
        panel = self.server.panel
        if method != panel.dialect.method:
            self._send(501, {}, b'{"error":"Method not allowed"}')
            return
        form = dict(parse_qsl(question, keep_blank_values=True))
        ordinary, odd = panel.hear(form, {name.lower(): value for name, value in self.headers.items()})
        if odd is None:
            self._send(200, {"content-type": "application/json"}, json.dumps(ordinary).encode())
        else:
            self._send_odd(odd, odd.bend(ordinary))

    def _send_odd(self, odd: OddReply, body: bytes) -> None:
        if odd.delivery == "whole":
            self._send(odd.http_status, odd.headers, body)
            return
        self.close_connection = True
        if odd.delivery == "silent":
            self.server.stopping.wait()
        elif odd.delivery == "cut":
            self._send(odd.http_status, odd.headers, body[: len(body) // 2], announced=len(body))
        else:
            self._send(odd.http_status, odd.headers, b"{", announced=_NEVER_REACHED)
            while not self.server.stopping.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()

    def _send(self, http_status: int, headers: Mapping[str, str], body: bytes, announced: int | None = None) -> None:
        self.send_response(http_status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(body) if announced is None else announced))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Quiet: ``UpstreamPanel.questions`` is the log."""
