"""Bad luck on purpose: what goes wrong with which of the next requests, in order.

Each kind says what is lost and whether the request ran, which is the difference that costs money:

``reset_before`` / ``reset_after``
    the connection is reset before the request ran, or after
``timeout_before`` / ``timeout_after``
    no byte of an answer until the caller hangs up or the fake stops
``late``
    no byte either, but the request is only under way: its key is taken, and it runs when ``let_go`` is called, even if
    the caller has hung up long before
``error_500_before`` / ``error_500_after``
    a 500, which the idempotency store keeps and replays
``error_503``
    a 503 of something in front of Stripe: nothing ran, nothing is kept
``cut_body``
    it ran, and the answer breaks off in the middle
``html_before`` / ``html_after``
    a page of HTML with status 200, as proxies send
``conflict``
    409: another request holds the object; nothing ran
``rate_limited``
    429, with ``Retry-After`` where seconds are given; nothing ran
``ok``
    nothing goes wrong with this one; good for counting past it
"""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from typing import Final

from panel_refunds.testing.fake_stripe.refusal import RefusalError, lock_timeout, out_of_order, too_many_requests

KINDS: Final = (
    *("reset_before", "reset_after", "timeout_before", "timeout_after", "late", "error_500_before", "error_500_after"),
    *("error_503", "cut_body", "html_before", "html_after", "conflict", "rate_limited", "ok"),
)
NOT_EXECUTED_ON_THE_WIRE: Final = frozenset({"reset_before", "timeout_before", "html_before"})
"""What is lost before the request reaches Stripe's own code: no key is taken."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One piece of bad luck for one request that matches ``on``; ``refusal`` is the answer in place of execution.

    ``promise`` is that of a late request: it is kept with True when the request may run, with False when it never will.
    """

    kind: str
    on: str = "*"
    refusal: RefusalError | None = None
    promise: Future[bool] | None = None

    def concerns(self, method: str, path: str) -> bool:
        """Whether this request is meant."""
        return fnmatchcase(f"{method} {path}", self.on)


@dataclass(slots=True)
class Faults:
    """What is to go wrong. Its methods may be called from any thread."""

    _next: deque[Fault] = field(default_factory=deque)
    _late: list[Future[bool]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def script(self, *kinds: str, on: str = "*", retry_after: int | None = None) -> None:
        """Let these things happen to the next requests that match ``on``, one each, after what is scripted already.

        ``on`` is ``METHOD path`` with ``*`` for anything: ``POST /v1/refunds``, ``GET /v1/*``. ``ValueError`` for an
        unknown kind.
        """
        for kind in kinds:
            if kind not in KINDS:
                raise ValueError(f"{kind!r} is no fault; there are {', '.join(KINDS)}")
        with self._lock:
            self._next.extend(Fault(kind, on, _refusal(kind, retry_after)) for kind in kinds)

    def refuse(
        self,
        code: str | None = None,
        message: str = "This was refused on purpose.",
        *,
        http_status: int = 400,
        kind: str = "invalid_request_error",
        param: str | None = None,
        on: str = "*",
    ) -> None:
        """Let the next request that matches ``on`` be refused with any error of Stripe's; nothing runs."""
        refusal = RefusalError(message, code=code, param=param, http_status=http_status, kind=kind)
        with self._lock:
            self._next.append(Fault("refused", on, refusal))

    def clear(self) -> None:
        """Forget what is scripted and has not happened."""
        with self._lock:
            self._next.clear()

    @property
    def waiting(self) -> int:
        """How many scripted faults have not happened yet."""
        with self._lock:
            return len(self._next)

    def take(self, method: str, path: str) -> Fault | None:
        """The fault of this request, which is then used up; None when nothing goes wrong."""
        with self._lock:
            for number, fault in enumerate(self._next):
                if fault.concerns(method, path):
                    del self._next[number]
                    return self._with_promise(fault)
        return None

    def _with_promise(self, fault: Fault) -> Fault:
        if fault.kind != "late":
            return fault
        promise: Future[bool] = Future()
        self._late.append(promise)
        return replace(fault, promise=promise)

    def let_go(self, *, run: bool = True) -> int:
        """Let every late request run (or, not ``run``, be lost); how many there were."""
        with self._lock:
            late, self._late = self._late, []
        for promise in late:
            promise.set_result(run)
        return len(late)


def _refusal(kind: str, retry_after: int | None) -> RefusalError | None:
    if kind == "conflict":
        return lock_timeout()
    if kind == "rate_limited":
        return too_many_requests(retry_after)
    if kind == "error_503":
        return out_of_order(503)
    return out_of_order() if kind == "error_500_before" else None
