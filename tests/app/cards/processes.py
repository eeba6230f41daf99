"""The processes of a town that takes cards: a Stripe, a server, workers. Each can be killed and started again.

They are forked from a process that has imported everything and done nothing, so that a new one is there at once.
"""

from __future__ import annotations

import faulthandler
import logging
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

import structlog
from tests.app.cards.fast_clock import FastClock
from tests.forked import CONTEXT

SLUG = "corner"
GATEWAY = "stripe"
SECRET_KEY = "sk_test_corner"
WEBHOOK_SECRET = "whsec_corner"
LOOK_EVERY_SECONDS = 0.1  # the clock is fast, and so is whoever lives by it


@dataclass(frozen=True)
class Town:
    """What all processes know: where the installation and its database are, and what time it is."""

    root: Path
    database: str
    clock: FastClock


def start_stripe(clock: FastClock) -> tuple[ForkServerProcess, str, Connection]:
    """A fake Stripe; it ends when the connection is closed."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_be_stripe, args=(clock, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours.recv(), ours


def start_server(town: Town, port: int) -> ForkServerProcess:
    """A web server without a worker."""
    process = CONTEXT.Process(target=_be_server, args=(town, port), daemon=True)
    process.start()
    return process


def start_worker(town: Town, point: str | None = None, count: int = 1) -> ForkServerProcess:
    """A worker; with ``point`` it dies when it gets there for the ``count``-th time."""
    process = CONTEXT.Process(target=_be_worker, args=(town, point, count), daemon=True)
    process.start()
    return process


def start_held_worker(town: Town) -> tuple[ForkServerProcess, Connection]:
    """A worker that says "sent" when its first refund was answered, and records nothing before it is told to go on."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_be_held_worker, args=(town, theirs), daemon=True)
    process.start()
    theirs.close()
    return process, ours


def _be_stripe(clock: FastClock, told: Connection) -> None:
    from panel_refunds.testing.fake_stripe import FakeStripe

    _be_quiet()
    with FakeStripe(now=clock, secret_key=SECRET_KEY, webhook_secret=WEBHOOK_SECRET) as stripe:
        stripe.set_balance("usd", 10**12)
        told.send(stripe.url)
        told.poll(None)


def _be_server(town: Town, port: int) -> None:
    from panel_refunds.app.composition import Service
    from panel_refunds.app.serving import serve

    _be_quiet()
    faulthandler.enable()
    serve(Service.open(town.root, database=town.database, now=town.clock), "127.0.0.1", port, with_worker=False)


def _be_worker(town: Town, point: str | None, count: int) -> None:
    from panel_refunds.app.composition import Service
    from panel_refunds.app.serving import work
    from panel_refunds.worker import worker

    _be_quiet()
    worker.LOOK_EVERY_SECONDS = LOOK_EVERY_SECONDS
    if point is not None:
        from tests.app.cards.kill_points import Killer

        Killer(point, count).install()
    work(Service.open(town.root, database=town.database, now=town.clock))


def _be_held_worker(town: Town, told: Connection) -> None:
    from panel_refunds.flows import pay_refund

    call = pay_refund.call_gateway

    def call_and_wait(*arguments: Any) -> Any:
        outcome = call(*arguments)
        pay_refund.call_gateway = call
        told.send("sent")
        told.recv()
        return outcome

    pay_refund.call_gateway = call_and_wait
    _be_worker(town, None, 0)


def _be_quiet() -> None:
    """What is provoked here would fill a log."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
