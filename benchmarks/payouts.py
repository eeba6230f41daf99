"""A process that sends refunds: ``python -m benchmarks.payouts WHAT STRIPE THREADS WAIT_MS DATABASE_OR_FILE``.

``worker`` drains the database with the worker's own threads: approved → recorded. ``bare`` makes the same calls with
the same plugin for the charges in a file, one a line, and keeps no books: the ceiling. Both wait ``WAIT_MS`` before
each call as the road to a real Stripe would make them wait. They print refunds, seconds, and the peak of resident
memory in MiB.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx2

from benchmarks.approved import ASKED, FEE, KEY
from benchmarks.panel import Unwatched, now, open_desk
from panel_refunds.plugins.bounded import BoundedGateway, Caller
from panel_refunds.plugins.deadline import Patience
from panel_refunds.plugins.secrets import Redactor
from panel_refunds.ports import Gateway, GatewayRefund, RefundOrder, Surroundings
from panel_refunds.worker.abreast import Abreast
from panel_refunds_stripe import gateways

CALLS = frozenset({"get_payment", "available_float", "create_refund"})
CURRENCY = "USD"


@dataclass(frozen=True)
class Distant:
    """A gateway that is ``seconds`` away."""

    gateway: Gateway
    seconds: float

    def __getattr__(self, name: str) -> Any:
        call = getattr(self.gateway, name)
        return partial(self._wait_and, call) if name in CALLS and self.seconds else call

    def _wait_and(self, call: Any, *arguments: Any) -> Any:
        time.sleep(self.seconds)
        return call(*arguments)


def main(what: str, url: str, threads: int, wait_ms: int, source: str) -> None:
    """Send everything; say what it took."""
    settings: Mapping[str, Any] = {"key": KEY, "mode": "test", "api_base": url}
    around = Surroundings("bench", "stripe", now, httpx2.Client, Unwatched())
    near = gateways()[0].build(settings, around)
    bounded = BoundedGateway(near, Caller("gateways.stripe", Patience(), Redactor()))
    gateway: Any = Distant(bounded, wait_ms / 1000)
    # Imports, the first connection and the opening of the books are nobody's work.
    near.available_float(CURRENCY)
    work = _worker(gateway, threads, source) if what == "worker" else _bare(gateway, threads, source)
    began = time.perf_counter()
    done = work()
    print(done, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _worker(gateway: Any, threads: int, database: str) -> Callable[[], int]:
    desk = replace(open_desk(database), gateways={"stripe": gateway})
    desk.store.ping()

    def work() -> int:
        done = 0
        with closing(Abreast(threads)) as abreast:
            while begun := abreast.run_due(desk, kinds={"pay"}):
                done += begun
        return done

    return work


def _bare(gateway: Any, threads: int, source: str) -> Callable[[], int]:
    charges = Path(source).read_text(encoding="utf-8").split()

    def work() -> int:
        with ThreadPoolExecutor(threads) as pool:
            return sum(pool.map(partial(_refund, gateway), charges))

    return work


def _refund(gateway: Any, charge: str) -> bool:
    attempt = uuid4().hex
    gateway.get_payment(charge)
    gateway.available_float(CURRENCY)
    outcome = gateway.create_refund(RefundOrder(attempt, attempt, charge, "card", ASKED - FEE))
    return isinstance(outcome, GatewayRefund)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), sys.argv[5])
