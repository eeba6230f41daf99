"""Between adapter and peer: passes every request on, and falsifies the answer to the one that it is told to.

Nothing is left to chance: requests are counted, and a rule says what becomes of the answer of number *n*.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from types import TracebackType
from typing import Self

import httpx2

from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer

_NOT_PASSED_ON = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "content-encoding", "date", "server"}
)
BROKEN = PeerReply(500, b"<html><body>Internal Server Error</body></html>", {"content-type": "text/html"})
Falsify = Callable[[PeerReply], PeerReply]


class Falsified:
    """A server in front of the one at ``target``; use it as a context manager, and point an adapter at ``url``."""

    def __init__(self, target: str) -> None:
        self._client = httpx2.Client(base_url=target, trust_env=False, timeout=30)
        self._server = PeerServer(self._answer)
        self._lock = Lock()
        self._number = 0
        self._which: int | None = None
        self._how: Falsify = lambda _: BROKEN
        self._seen: list[tuple[PeerRequest, PeerReply]] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    @property
    def seen(self) -> tuple[tuple[PeerRequest, PeerReply], ...]:
        """The requests since the last ``falsify``, each with the true answer."""
        with self._lock:
            return tuple(self._seen)

    def falsify(self, which: int | None, how: Falsify = lambda _: BROKEN) -> None:
        """Count from 0 anew; request number ``which`` is answered with what ``how`` makes of the true answer."""
        with self._lock:
            self._number, self._which, self._how = 0, which, how
            self._seen.clear()

    def _answer(self, request: PeerRequest) -> PeerReply:
        headers = {name: value for name, value in request.headers.items() if name not in _NOT_PASSED_ON}
        headers["accept-encoding"] = "identity"
        said = self._client.request(request.method, request.target, content=request.body or None, headers=headers)
        kept = {name.lower(): value for name, value in said.headers.items() if name.lower() not in _NOT_PASSED_ON}
        true = PeerReply(said.status_code, said.content, kept)
        with self._lock:
            number, self._number = self._number, self._number + 1
            self._seen.append((request, true))
            false = self._how if number == self._which else None
        return true if false is None else false(true)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.stop()
        self._client.close()
