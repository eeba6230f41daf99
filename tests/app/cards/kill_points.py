"""Where a worker dies: every step of the way an approved refund goes, and every commit on it.

The product has no hooks for this. The program of the tested worker puts itself around its functions, in its own
process, and ends itself with SIGKILL when the chosen point is reached for the n-th time: nothing is flushed, nothing is
said, no ``finally`` runs.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from panel_refunds.flows import follow_refund, pay_refund
from panel_refunds.store import Store
from panel_refunds.worker import errands

SECONDS_ON_THE_WIRE = 0.004

STEPS = {
    "facts": [(pay_refund, "_payment_facts")],
    "prepare": [(pay_refund, "prepare_attempt")],
    "sending": [(pay_refund, "mark_sending"), (follow_refund, "mark_sending")],
    "send": [(pay_refund, "call_gateway"), (follow_refund, "call_gateway")],
    "record": [(pay_refund, "record_outcome"), (follow_refund, "record_outcome")],
    "pay": [(errands, "pay_refund")],
    "look": [(follow_refund, "_look")],
    "adopt": [(follow_refund, "record_word")],
    "follow": [(errands, "follow_refund")],
    "notice": [(errands, "apply_notice")],
}
POINTS = (
    *("before facts", "after facts"),
    *("commit prepare", "after prepare"),
    *("commit sending", "after sending"),
    *("during send", "after send"),
    *("commit record", "after record", "after pay"),
    *("before look", "after look", "after adopt", "after follow"),
    *("before notice", "after notice"),
)
"""``commit``: everything is written, and only the COMMIT is missing. ``during``: the request is on the wire."""


@dataclass
class Killer:
    """Ends this process when ``point`` is reached for the ``count``-th time."""

    point: str
    count: int

    def __post_init__(self) -> None:
        self._inside = threading.local()
        self._lock = threading.Lock()

    def install(self) -> None:
        """Stand around the steps, and around every transaction."""
        for step, places in STEPS.items():
            for module, name in places:
                setattr(module, name, self._around(step, getattr(module, name)))
        begin = Store.begin

        @contextmanager
        def guarded(store: Store, *arguments: Any, **named: Any) -> Iterator[Any]:
            with begin(store, *arguments, **named) as books:
                yield books
                self._reached(f"commit {getattr(self._inside, 'step', '')}")

        Store.begin = guarded  # type: ignore[method-assign]  # of this process only, which is a test's

    def _around(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*arguments: Any, **named: Any) -> Any:
            self._reached(f"before {step}")
            if self.point == f"during {step}":
                threading.Timer(SECONDS_ON_THE_WIRE, self._reached, [self.point]).start()
            outer, self._inside.step = getattr(self._inside, "step", ""), step
            try:
                result = function(*arguments, **named)
            finally:
                self._inside.step = outer
            self._reached(f"after {step}")
            return result

        return wrapped

    def _reached(self, point: str) -> None:
        if point != self.point:
            return
        with self._lock:
            self.count -= 1
            if self.count <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
