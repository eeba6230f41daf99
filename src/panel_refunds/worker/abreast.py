"""Work that waits for gateways, several pieces at once: while one refund is on the wire, the next is prepared.

    one hand claims, a few pieces ahead and never more  →  each of N threads runs one piece  →  finish, or come again

Two pieces may be about the same wallet or even the same refund: its lock, the attempt's fencing number and the lease
of the piece keep them apart, as they keep two processes apart. So the number of threads is a question of speed only,
and what is held in memory grows with it and not with the line of what is due.
"""

from __future__ import annotations

import threading
from collections.abc import Collection
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait

from panel_refunds.flows.desk import Desk
from panel_refunds.store import Work
from panel_refunds.worker.run_due import LEASE, hand_back, is_late, is_set, run_piece

AT_GATEWAYS = frozenset({"pay", "follow", "notice"})
"""The kinds of work that spend their time waiting for a gateway."""


class Abreast:
    """``at_once`` threads that several tenants share; ``close`` it."""

    def __init__(self, at_once: int) -> None:
        self.at_once = at_once
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="payout")

    def run_due(
        self,
        desk: Desk,
        *,
        limit: int = 1000,
        kinds: Collection[str] = AT_GATEWAYS,
        stop: threading.Event | None = None,
    ) -> int:
        """Run what is due at ``desk.now()``, at most ``limit`` pieces; returns how many were begun.

        ``stop`` ends after the pieces in hand, and what was claimed besides is free again.
        """
        under_way: set[Future[None]] = set()
        begun = 0
        try:
            while not is_set(stop):
                room = min(2 * self.at_once - len(under_way), limit - begun)
                if room > 0 and len(under_way) <= self.at_once:
                    with desk.begin() as books:
                        claimed = books.claim_work(desk.now(), LEASE, room, kinds=kinds)
                    begun += len(claimed)
                    under_way |= {self._threads.submit(_run_in_time, desk, work, stop) for work in claimed}
                if not under_way:
                    break
                done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
                for each in done:
                    each.result()
        finally:
            wait(under_way)
        return begun

    def close(self) -> None:
        """End the threads when they have finished what they hold."""
        self._threads.shutdown()


def _run_in_time(desk: Desk, work: Work, stop: threading.Event | None) -> None:
    """Run the piece, unless the wait for a free thread used up its lease, or everything is to end."""
    if is_late(desk, work) or is_set(stop):
        hand_back(desk, [work])
    else:
        run_piece(desk, work)
