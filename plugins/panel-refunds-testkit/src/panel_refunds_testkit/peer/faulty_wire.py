"""The wire between adapter and peer, on which something goes wrong with the next requests that match, and nothing else.

    with FaultyWire(peer.url, on=peer.refund_requests) as wire:
        wire.next("answer_lost")    # the next refund is carried out, and its answer never comes
        ...                         # point the adapter at wire.url
        wire.seen                   # every request that came by

``panel_refunds.testing.fault_proxy`` draws bad luck from a seed; here nothing is left to chance:

``request_lost`` / ``answer_lost``
    the connection ends before the request was passed on, or after it was answered
``half_answer``
    it was answered, and the answer breaks off in the middle
``error_before`` / ``busy`` / ``redirect``
    it was not passed on: a 503, a 429, a 307 to where it would be carried out
``hold_request`` / ``hold_answer``
    the request, or its answer, stays on the wire until ``release``
``duplicate``
    it is passed on twice, as a network does that resends; the second answer comes back
a function
    it was answered, and the caller hears what the function makes of the answer
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from threading import Condition
from types import MappingProxyType, TracebackType
from typing import Literal, Self

import httpx2

from panel_refunds_testkit.peer.server import PeerReply, PeerRequest, PeerServer

Fault = Literal[
    "request_lost",
    "answer_lost",
    "half_answer",
    "error_before",
    "busy",
    "redirect",
    "hold_request",
    "hold_answer",
    "duplicate",
]
Said = Callable[[PeerReply], PeerReply]
PAGE = b"<html><body>Something in between has a problem.</body></html>"
HTML = {"content-type": "text/html"}
LONGEST_HOLD = 180.0
LONGEST_WAIT = 60.0
_INSTEAD = {
    "request_lost": PeerReply(503, arrives="never"),
    "error_before": PeerReply(503, PAGE, HTML),
    "busy": PeerReply(429, PAGE, {**HTML, "retry-after": "30"}),
}
_ARRIVES: Mapping[str, Literal["never", "half"]] = MappingProxyType({"answer_lost": "never", "half_answer": "half"})
_NOT_PASSED_ON = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "content-encoding", "date", "server"}
)


@dataclass(slots=True)
class _Plan:
    fault: Fault | Said
    on: str
    left: int


class FaultyWire:
    """A server in front of the one at ``target``; ``on`` names requests as ``METHOD path``, with ``*`` for anything."""

    def __init__(self, target: str, *, on: str) -> None:
        self._target = target
        self._on = on
        self._client = httpx2.Client(
            base_url=target, trust_env=False, timeout=30, limits=httpx2.Limits(max_connections=None)
        )
        self._server = PeerServer(self._answer)
        self._plans: deque[_Plan] = deque()
        self._changed = Condition()
        self._held = 0
        self._open = False

    @property
    def url(self) -> str:
        """Where it listens."""
        return self._server.url

    @property
    def seen(self) -> tuple[str, ...]:
        """Every request that came by, as ``METHOD path``, whatever became of it."""
        return tuple(_name(request) for request in self._server.seen)

    def count(self, on: str | None = None) -> int:
        """How many of them match (``on`` of the wire, if no other is named)."""
        return sum(fnmatchcase(name, on or self._on) for name in self.seen)

    def next(self, fault: Fault | Said, *, times: int = 1, on: str | None = None) -> None:
        """So many requests that match have this fault, after those that were told before."""
        with self._changed:
            self._plans.append(_Plan(fault, on or self._on, times))
            self._open = False

    def calm(self) -> None:
        """Forget what was told, and let go of what is held."""
        with self._changed:
            self._plans.clear()
        self.release()

    def wait_until_held(self) -> bool:
        """Come back when something is held on the wire; False when nothing was for a minute."""
        with self._changed:
            return self._changed.wait_for(lambda: self._held > 0, LONGEST_WAIT)

    def release(self) -> None:
        """Let go of what is held, and come back when it is gone."""
        with self._changed:
            self._open = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._held == 0, LONGEST_HOLD)

    def _answer(self, request: PeerRequest) -> PeerReply:
        fault = self._take(request)
        if isinstance(fault, str) and fault in _INSTEAD:
            return _INSTEAD[fault]
        if fault == "redirect":
            return PeerReply(307, b"", {"location": f"{self._target}{request.target}"})
        if fault == "hold_request":
            return self._hold(lambda: self._pass_on(request))
        true = self._pass_on(request)
        if fault == "duplicate":
            return self._pass_on(request)
        if fault == "hold_answer":
            return self._hold(lambda: true)
        if callable(fault):
            return fault(true)
        return replace(true, arrives=_ARRIVES[fault]) if fault else true

    def _take(self, request: PeerRequest) -> Fault | Said | None:
        with self._changed:
            for plan in self._plans:
                if plan.left > 0 and fnmatchcase(_name(request), plan.on):
                    plan.left -= 1
                    return plan.fault
        return None

    def _hold(self, go_on: Callable[[], PeerReply]) -> PeerReply:
        with self._changed:
            self._held += 1
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._open, LONGEST_HOLD)
        try:
            return go_on()
        finally:
            with self._changed:
                self._held -= 1
                self._changed.notify_all()

    def _pass_on(self, request: PeerRequest) -> PeerReply:
        headers = {name: value for name, value in request.headers.items() if name not in _NOT_PASSED_ON}
        headers["accept-encoding"] = "identity"
        said = self._client.request(request.method, request.target, content=request.body or None, headers=headers)
        kept = {name.lower(): value for name, value in said.headers.items() if name.lower() not in _NOT_PASSED_ON}
        return PeerReply(said.status_code, said.content, kept)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.calm()
        self._server.stop()
        self._client.close()


def _name(request: PeerRequest) -> str:
    return f"{request.method} {request.path}"
