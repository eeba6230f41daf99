"""A whole town for one test: a shop's installation, a Stripe behind bad luck, a server, two workers that keep dying.

    customers → server ┐                  ┌ bad luck with questions → bad luck with refunds → fake Stripe
                       ├ one database     │
    worker, worker ────┘ ─────────────────┘

``run`` lets all of it happen; ``finish`` is the next start, when every lease of the dead is over.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import threading
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import httpx2
from tests.app.cards.customers import Customers
from tests.app.cards.fake_control import FakeControl
from tests.app.cards.fast_clock import FastClock
from tests.app.cards.kill_points import POINTS
from tests.app.cards.processes import (
    GATEWAY,
    SECRET_KEY,
    SLUG,
    WEBHOOK_SECRET,
    Town,
    start_server,
    start_stripe,
    start_worker,
)

from panel_refunds.app.composition import Service
from panel_refunds.app.new_ids import new_id
from panel_refunds.testing.fault_proxy import FaultProxy
from panel_refunds.web.api_keys import SCOPES, new_api_key
from panel_refunds.web.webhooks import address_of
from panel_refunds.worker import run_due

SPEED = 240
REFUND_LUCK = {
    "late": 0.12,
    "reset_before": 0.04,
    "reset_after": 0.08,
    "cut_body": 0.04,
    "delay": 0.06,
    "duplicate": 0.06,
    "error_500": 0.04,
}
QUESTION_LUCK = {"reset_after": 0.01, "cut_body": 0.01, "delay": 0.02, "duplicate": 0.02}
LATER = (*(timedelta(hours=hours) for hours in (1, 2, 4, 8)), *(timedelta(hours=30 * n) for n in range(1, 7)))
LONGEST_TO_A_POINT = 12.0
NOT_TOLD = 255
"""What ``multiprocessing`` says when the fork server's word on how a process ended did not arrive."""
PATIENCE = 60.0
ANY_MOMENTS = 4

TENANT = """
name = "The Corner"
currency = "USD"
time_zone = "UTC"
calendar = "US"
plugins = ["stripe"]

[[sites]]
hosts = ["corner.example"]
policy = "default"

[gateways.{gateway}]
mode = "test"
key = {{ file = "key" }}
webhook_secrets = [{{ file = "webhook-secret" }}]
api_base = "{url}"
"""


class CornerShop:
    """``control`` is Stripe's own side, ``kills`` counts the dead by where they died, ``refund_luck`` the bad luck."""

    def __init__(self, folder: Path, database: str, stack: ExitStack, seed: int) -> None:
        self.clock = FastClock(datetime.now(UTC), SPEED)
        self.town = Town(folder, database, self.clock)
        self.kills: Counter[str] = Counter()
        self._chance = random.Random(seed)
        stripe, url, told = start_stripe(self.clock)
        stack.callback(stripe.join, PATIENCE)
        stack.callback(told.close)
        self.control = FakeControl(url)
        stack.callback(self.control.close)
        on = "POST /v1/refunds"
        self.refund_luck = stack.enter_context(
            FaultProxy(url, seed=seed, chances=REFUND_LUCK, on=on, delays=(0.3, 1.6))
        )
        self.question_luck = stack.enter_context(
            FaultProxy(self.refund_luck.url, seed=seed, chances=QUESTION_LUCK, on="GET *")
        )
        _write_installation(folder, self.question_luck.url)
        self.key = _make_key(self.town)
        self.port = _free_port()
        self.server: ForkServerProcess | None = None
        self._over = threading.Event()
        self._points: deque[str | None] = deque()
        self._broken: list[str] = []
        self.control("webhooks/send_to", f"http://127.0.0.1:{self.port}/webhooks/{address_of(SLUG, GATEWAY)}")
        stack.callback(self._kill_server)

    @property
    def url(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    def start_server(self) -> None:
        """Start it (again) and come back when it answers."""
        self._kill_server()
        self.server = start_server(self.town, self.port)
        waiting = threading.Event()
        with httpx2.Client(trust_env=False, timeout=PATIENCE) as client:
            for _ in range(3000):
                try:
                    client.get(f"{self.url}/healthz")
                except httpx2.TransportError:
                    waiting.wait(0.02)
                else:
                    return
        raise AssertionError("the server does not answer")

    def customers(self) -> Customers:
        """Nobody has come yet."""
        return Customers(self.url, self.key, self.control, self._chance.random())

    def calm(self) -> None:
        """No bad luck on the way to Stripe from here on."""
        self.refund_luck.calm()
        self.question_luck.calm()

    def run(self, *, customers: int, every_point: int = 1, server_kills: int = 2) -> Customers:
        """Customers come until there were so many and a worker died ``every_point`` times at every point."""
        self.start_server()
        for _ in range(every_point):
            turns = [*POINTS, *[None] * ANY_MOMENTS]
            self._points.extend(self._chance.sample(turns, len(turns)))
        people = self.customers()
        slots = [threading.Thread(target=self._keep_dying, args=(number,)) for number in range(2)]
        for slot in slots:
            slot.start()
        try:
            killed = 0
            while people.asked < customers or (self._spared(every_point) and people.asked < customers * 12):
                assert not self._broken, self._broken
                people.come()
                if people.asked * (server_kills + 1) > customers * (killed + 1) and killed < server_kills:
                    killed += 1
                    self.start_server()
                    self.kills["server"] += 1
            people.wait_until_few_are_open(2, patience=2.0)
        except AssertionError as error:
            error.add_note(f"how the server ended: {self.server and self.server.exitcode}")
            raise
        finally:
            self._over.set()
            for slot in slots:
                slot.join()
        self._kill_server()
        assert not self._broken, self._broken
        return people

    def _spared(self, every_point: int) -> list[str]:
        """Where too few have died; a point that somebody is on the way to is among them, for he may not get there."""
        return [point for point in POINTS if self.kills[point] < every_point]

    @contextmanager
    def finish(self) -> Iterator[Service]:
        """The next start, long after, with the line in order: everything that is due, and what is due after that."""
        self.calm()
        clocks = [self.clock]

        def now() -> datetime:
            return clocks[-1]()

        service = Service.open(self.town.root, database=self.town.database, now=now)
        try:
            for late in LATER:
                clocks.append(self.clock.later(late))
                run_due(service.desk(SLUG), limit=10**6, kinds={"pay", "follow", "notice"})
            yield service
        finally:
            service.close()

    def _keep_dying(self, number: int) -> None:
        """One worker after another, each killed where it is its turn, or at any moment."""
        chance = random.Random(f"{number}-{self._chance.random()}")
        try:
            while not self._over.is_set():
                point = self._points.popleft() if self._points else None
                worker = start_worker(self.town, point, chance.choice((1, 1, 2)))
                worker.join(chance.uniform(0.3, 1.5) if point is None else LONGEST_TO_A_POINT)
                if worker.exitcode is None:
                    worker.kill()
                    worker.join()
                    self.kills["any moment"] += 1
                    if point is not None:
                        self._points.append(point)
                    continue
                if worker.exitcode == NOT_TOLD:
                    # It is dead, and counts for nothing: whether it died at its point nobody can say.
                    if point is not None:
                        self._points.append(point)
                    continue
                assert worker.exitcode == -signal.SIGKILL, f"a worker ended by itself: {worker.exitcode}"
                self.kills[str(point)] += 1
        except BaseException as error:
            self._broken.append(repr(error))
            raise

    def _kill_server(self) -> None:
        if self.server is not None and self.server.pid is not None and self.server.is_alive():
            os.kill(self.server.pid, signal.SIGKILL)
            self.server.join()


@contextmanager
def open_shop(folder: Path, database: str, seed: int) -> Iterator[CornerShop]:
    """A shop on an empty database; nothing of it runs any more in the end."""
    with ExitStack() as stack:
        yield CornerShop(folder, database, stack, seed)


def _write_installation(folder: Path, url: str) -> None:
    tenant = folder / "tenants" / SLUG
    (tenant / "policies" / "default").mkdir(parents=True)
    (tenant / "policies" / "default" / "2025-01-01.toml").write_text("# Every key has its default.\n")
    (tenant / "tenant.toml").write_text(TENANT.format(gateway=GATEWAY, url=url))
    (tenant / "key").write_text(SECRET_KEY)
    (tenant / "webhook-secret").write_text(WEBHOOK_SECRET)


def _make_key(town: Town) -> str:
    service = Service.open(town.root, database=town.database)
    secret, key = new_api_key(
        service.desk(SLUG).tenant.id, "tests", list(SCOPES), key_id=new_id("key"), at=town.clock()
    )
    service.store.add_api_key(key)
    service.close()
    return secret


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
