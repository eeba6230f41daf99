"""kill -9: a worker process dies on its way to the vendor, another goes on, and the refund is made once and known.

Everything is real: an installation on SQLite, the core, a process that is killed, the adapter in it, the peer behind a
wire. In the end the vendor's books, the journal and the comparison of the two have to agree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from panel_refunds_testkit.checks.gateway.exactly_once.aftermath import must_be_held
from panel_refunds_testkit.checks.gateway.sending import needs_sending
from panel_refunds_testkit.demand import demand, demand_equal
from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.shop.nursery import KILLED, Errand, Nursery, Point, Worker
from panel_refunds_testkit.shop.shop import Shop
from panel_refunds_testkit.stand import GatewayStand
from panel_refunds_testkit.stand.source import package_of


class KilledChecks:
    """Where a worker dies, or comes too late."""

    def test_killed_before_sending_is_written_down(self, stand: GatewayStand, workers: Nursery) -> None:
        """A worker died when it had everything ready and nothing sent; the next one did not finish its work."""
        self._dies_at(stand, workers, "mark_sending", sends=1)

    def test_killed_before_anything_is_sent(self, stand: GatewayStand, workers: Nursery) -> None:
        """A worker died between writing down that it sends and sending. The next one has to find out that nothing ran.

        ``find_refunds`` proves it by a complete list without the attempt; then the same order goes out again.
        """
        self._dies_at(stand, workers, "call_gateway", sends=2)

    def test_killed_before_the_answer_is_written_down(self, stand: GatewayStand, workers: Nursery) -> None:
        """The refund ran, the answer arrived, the worker died. The next one paid again, or never learned of it.

        ``find_refunds`` has to show the refund with the attempt's id.
        """
        self._dies_at(stand, workers, "record_outcome", sends=1)

    def test_killed_with_the_answer_on_the_wire(self, stand: GatewayStand, workers: Nursery) -> None:
        """The refund ran, its worker died before the answer came, and the next one paid again, or never knew of it."""
        needs_sending(stand)
        with _shop(stand) as (shop, wire):
            wanted = shop.approve_one()
            wire.next("hold_answer")
            worker = _start(shop, workers)
            must_be_held(stand, wire)
            worker.kill()
            wire.release()
            shop.finish(wanted)
            shop.prove(wanted)

    def test_killed_with_the_request_on_the_wire(self, stand: GatewayStand, workers: Nursery) -> None:
        """A request was under way when its sender died, and arrived after the next worker had sent the order again.

        Both are the same order with the same key, so the vendor makes one refund. A key (or a reference) may hang on
        nothing but the order: not on the process, the moment, or how often it was sent.
        """
        needs_sending(stand)
        with _shop(stand) as (shop, wire):
            wanted = shop.approve_one()
            wire.next("hold_request")
            worker = _start(shop, workers)
            must_be_held(stand, wire)
            worker.kill()
            shop.carry_on()
            wire.release()
            shop.finish(wanted)
            shop.prove(wanted)

    def test_a_sender_that_wakes_late_changes_nothing(self, stand: GatewayStand, workers: Nursery) -> None:
        """A worker waited so long for its answer that another took over and finished; then the answer came.

        Its fencing number is old, so what it heard is dropped. Nothing may be sent or booked a second time.
        """
        needs_sending(stand)
        with _shop(stand) as (shop, wire):
            wanted = shop.approve_one()
            wire.next("hold_answer")
            worker = _start(shop, workers)
            must_be_held(stand, wire)
            shop.finish(wanted)
            wire.release()
            demand_equal(worker.wait(), 0, "The worker that came late did not end well.")
            shop.finish(wanted)
            shop.prove(wanted)

    @staticmethod
    def _dies_at(stand: GatewayStand, workers: Nursery, point: Point, *, sends: int) -> None:
        needs_sending(stand)
        with _shop(stand) as (shop, wire):
            wanted = shop.approve_one()
            worker = _start(shop, workers, point)
            demand_equal(worker.wait(), KILLED, f"The worker should have died at {point!r}.")
            shop.finish(wanted)
            shop.prove(wanted)
            demand(wire.count() <= sends, f"{wire.count()} requests to make one refund.")


@contextmanager
def _shop(stand: GatewayStand) -> Iterator[tuple[Shop, FaultyWire]]:
    with FaultyWire(stand.peer.url, on=stand.peer.refund_requests) as wire, Shop(stand, wire.url) as shop:
        yield shop, wire


def _start(shop: Shop, workers: Nursery, dies_at: Point | None = None) -> Worker:
    now = shop.stand.peer.clock().isoformat()
    module = package_of(shop.stand.peer.plugin)
    return workers.start(Errand(str(shop.folder), shop.database, now, module, dies_at))
