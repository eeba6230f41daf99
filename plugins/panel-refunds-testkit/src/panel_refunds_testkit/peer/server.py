"""A real HTTP server on a free port of this machine, whose answers one function gives.

It says what it is told to say, keeps connections open as vendors do, and notes every request that reached it.
"""

from __future__ import annotations

import contextlib
import json
import socket
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import MappingProxyType
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

LONGEST_BODY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class PeerRequest:
    """One request: ``path`` as it was written, ``headers`` in lower case, ``query`` of the last value for each name."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    target: str = ""
    """Path and query as they stood in the request."""

    def json(self) -> Any:
        """The body as JSON; a number with a point comes as its text, so that no digit is lost."""
        return json.loads(self.body or b"null", parse_float=str)

    def form(self) -> Mapping[str, str]:
        """The body as a form."""
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass(frozen=True, slots=True)
class PeerReply:
    """One answer; ``arrives`` says whether it comes whole, breaks off in the middle, or never comes at all."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    arrives: Literal["whole", "half", "never"] = "whole"

    @classmethod
    def json(cls, status: int, said: object, headers: Mapping[str, str] | None = None) -> PeerReply:
        """An answer in JSON."""
        named = {"content-type": "application/json", **(headers or {})}
        return cls(status, json.dumps(said).encode(), MappingProxyType(named))


class PeerServer:
    """Answers with what ``answer`` returns; ``start`` and ``stop`` it. ``seen`` are the requests that reached it."""

    def __init__(self, answer: Callable[[PeerRequest], PeerReply]) -> None:
        self._answer = answer
        self._seen: list[PeerRequest] = []
        self._mistakes: list[Exception] = []
        self._lock = Lock()
        self._listening: _Listening | None = None
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        """Where it listens, once it was started."""
        if self._listening is None:
            raise RuntimeError("start the peer first")
        return f"http://127.0.0.1:{self._listening.server_address[1]}"

    @property
    def seen(self) -> tuple[PeerRequest, ...]:
        """Every request that reached it, in order."""
        with self._lock:
            return tuple(self._seen)

    @property
    def mistakes(self) -> tuple[Exception, ...]:
        """What ``answer`` raised instead of answering; whoever asked saw the connection end."""
        with self._lock:
            return tuple(self._mistakes)

    def hear(self, request: PeerRequest) -> PeerReply:
        """Note one request and answer it."""
        with self._lock:
            self._seen.append(request)
        try:
            return self._answer(request)
        except Exception as mistake:
            with self._lock:
                self._mistakes.append(mistake)
            raise

    def start(self) -> None:
        """Listen, in a thread of its own."""
        self._listening = _Listening(self)
        self._thread = Thread(target=self._listening.serve_forever, args=(0.02,), name="peer")
        self._thread.start()

    def stop(self) -> None:
        """Stop listening and end every connection."""
        if self._listening is not None and self._thread is not None:
            self._listening.hang_up()
            self._thread.join()
            self._listening = self._thread = None


class _Listening(ThreadingHTTPServer):
    daemon_threads = False  # ``server_close`` waits for the threads
    request_queue_size = 128

    def __init__(self, server: PeerServer) -> None:
        self.peer = server
        self._open: set[socket.socket] = set()
        self._open_lock = Lock()
        super().__init__(("127.0.0.1", 0), _Connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """Stop listening, end the open connections, wait for their threads."""
        self.shutdown()
        with self._open_lock:
            for connection in self._open:
                with contextlib.suppress(OSError):  # the other side was quicker
                    connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hangs up is an ordinary event; anything else is a mistake of the peer and is shown."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Connection(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body leave together
    server: _Listening

    def _serve(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        if length > LONGEST_BODY:
            raise ConnectionAbortedError("the request is too long")
        parts = urlsplit(self.path)
        request = PeerRequest(
            self.command,
            parts.path,
            MappingProxyType(dict(parse_qsl(parts.query, keep_blank_values=True))),
            MappingProxyType({name.lower(): value for name, value in self.headers.items()}),
            self.rfile.read(length),
            self.path,
        )
        reply = self.server.peer.hear(request)
        if reply.arrives == "never":
            self.close_connection = True
            return
        half = reply.arrives == "half"
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(reply.body) + half))
        self.end_headers()
        self.wfile.write(reply.body[: len(reply.body) // 2] if half else reply.body)
        self.wfile.flush()
        self.close_connection = self.close_connection or half

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _serve  # noqa: N815 - the names are the library's

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name is the library's
        """Quiet: ``seen`` is the log."""
