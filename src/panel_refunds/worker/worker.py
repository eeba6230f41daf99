"""The worker: looks which tenants have something due, and lets a few hands run it.

A tenant is in one hand at a time, its polls and comparisons in another, what its order providers hinted at in a third,
and what waits for gateways in a fourth that lets several threads run it abreast: a provider that hangs keeps neither
the tenant's own refunds waiting nor anybody else's, and a long poll not the one order that was told of just now. Each
notifier has a hand of its own, out of others that do nothing else, and gives it back soon: one that hangs keeps no
other notifier waiting. Nothing of a piece of work lives here; all that is due stands in the database, so a worker may
be killed, doubled or left out without anything being lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from typing import Any
from uuid import UUID

from panel_refunds.flows.address_message import work_of
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.hear_provider import KIND as HINT
from panel_refunds.flows.retire_notifiers import retire_notifiers
from panel_refunds.store import Store
from panel_refunds.worker.abreast import AT_GATEWAYS, Abreast
from panel_refunds.worker.errands import ERRANDS
from panel_refunds.worker.rounds import keep_reconciling, keep_tidying
from panel_refunds.worker.run_due import run_due

LOOK_EVERY_SECONDS = 1.0
HANDS = 8
NOTIFIER_HANDS = 16
MESSAGES_IN_A_ROW = 20
PAYOUTS_AT_ONCE = 4
PIECES_IN_A_ROW = 200

_SLOW = frozenset({"poll", "reconcile"})
_HINTS = frozenset({HINT})
_LANES: tuple[Collection[str], ...] = (_SLOW, _HINTS, AT_GATEWAYS, frozenset(ERRANDS) - _SLOW - _HINTS - AT_GATEWAYS)


class Worker:
    """Runs due work of all tenants until it is told to stop.

    ``desks`` gives the tenants as they are now, by id; it is asked at every look, so a reload is seen. ``now`` is the
    clock by which work is due. ``payouts_at_once`` threads wait for gateways, all tenants together.
    """

    def __init__(
        self,
        store: Store,
        desks: Callable[[], Mapping[UUID, Desk]],
        now: Callable[[], datetime],
        log: Any,
        *,
        payouts_at_once: int = PAYOUTS_AT_ONCE,
    ) -> None:
        self._store = store
        self._desks = desks
        self._now = now
        self._log = log
        self._payouts_at_once = payouts_at_once
        self._wake = threading.Event()
        self._met: dict[UUID, Desk] = {}
        self._tidied: dict[UUID, Desk] = {}
        self._running: dict[tuple[UUID, int | str], Future[int]] = {}
        self._looked_at = time.monotonic()

    @property
    def seconds_since_look(self) -> float:
        """How long ago it last looked for work; more than a few seconds means that it is dead or cannot look."""
        return time.monotonic() - self._looked_at

    def wake(self) -> None:
        """Look at once instead of at the next round: something was just scheduled."""
        self._wake.set()

    def run_forever(self, stop: threading.Event) -> None:
        """Look and run until ``stop`` is set; comes back when every hand has finished the piece it holds."""
        abreast = Abreast(self._payouts_at_once)
        with (
            closing(abreast),
            ThreadPoolExecutor(HANDS, thread_name_prefix="worker") as hands,
            ThreadPoolExecutor(NOTIFIER_HANDS, thread_name_prefix="notifier") as notifier_hands,
        ):
            while not stop.is_set():
                self._wake.clear()
                try:
                    self._look(hands, notifier_hands, abreast, stop)
                except Exception as error:  # noqa: BLE001 - a database that is away for a while ends no worker
                    self._log.warning("worker_cannot_look", error=type(error).__name__)
                self._wake.wait(LOOK_EVERY_SECONDS)

    def _look(
        self, hands: ThreadPoolExecutor, notifier_hands: ThreadPoolExecutor, abreast: Abreast, stop: threading.Event
    ) -> None:
        self._collect()
        desks = self._desks()
        due = set(self._store.tenants_with_work(self._now()))
        # A tenant that is new, or was read anew, may have providers that nobody asks yet.
        due |= {tenant for tenant, desk in desks.items() if self._met.get(tenant) is not desk}
        for tenant in due & desks.keys():
            for lane, kinds in enumerate(_LANES):
                if (tenant, lane) not in self._running:
                    self._start(tenant, lane, hands.submit(self._run, desks[tenant], kinds, abreast, stop))
                    if "poll" in kinds:
                        self._met[tenant] = desks[tenant]
            for name in desks[tenant].notifiers:
                if (tenant, name) not in self._running:
                    self._start(tenant, name, notifier_hands.submit(self._notify, desks[tenant], name, stop))
        self._looked_at = time.monotonic()

    def _start(self, tenant: UUID, lane: int | str, future: Future[int]) -> None:
        future.add_done_callback(self._look_again)
        self._running[tenant, lane] = future

    @staticmethod
    def _notify(desk: Desk, notifier: str, stop: threading.Event) -> int:
        """What is due for one notifier, one message after the other."""
        return run_due(desk, limit=MESSAGES_IN_A_ROW, kinds=[work_of(notifier)], stop=stop, at_once=1)

    def _run(self, desk: Desk, kinds: Collection[str], abreast: Abreast, stop: threading.Event) -> int:
        """One lane of a tenant, in a hand."""
        if kinds is AT_GATEWAYS:
            return abreast.run_due(desk, limit=PIECES_IN_A_ROW, stop=stop)
        if "forget_replies" in kinds and self._tidied.get(desk.tenant.id) is not desk:
            keep_tidying(desk)
            keep_reconciling(desk)
            retire_notifiers(desk)
            self._tidied[desk.tenant.id] = desk
        return run_due(desk, limit=PIECES_IN_A_ROW, kinds=kinds, stop=stop)

    def _look_again(self, done: Future[int]) -> None:
        """A hand that found something may have left more."""
        if not done.exception() and done.result():
            self.wake()

    def _collect(self) -> None:
        """Let go of the hands that are free; what one of them tripped over is told, and is still due."""
        for key, future in list(self._running.items()):
            if future.done():
                del self._running[key]
                if error := future.exception():
                    self._log.warning("worker_tripped", tenant=str(key[0]), error=type(error).__name__)
