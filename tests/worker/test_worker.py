"""The worker looks for work by itself, runs it for every tenant, and stops with nothing half done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from tests.flows.shop import Shop

from panel_refunds.flows.desk import Desk
from panel_refunds.ports import Message
from panel_refunds.store import Store
from panel_refunds.tenants.tenant_file import load_tenant
from panel_refunds.worker import Worker, run_due
from panel_refunds.worker.rounds import EVERYTHING

PATIENCE = 20.0


class Told:
    """A notifier that lets a test wait for what was delivered; ``before`` runs in the worker's hand."""

    def __init__(self, before: Callable[[], Any] = lambda: None) -> None:
        self.kinds: list[str] = []
        self.before = before
        self._changed = threading.Condition()

    def deliver(self, message: Message, idempotency_key: str) -> None:
        self.before()
        with self._changed:
            self.kinds.append(f"{message.tenant}:{message.kind}")
            self._changed.notify_all()

    def wait_for(self, kind: str) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: kind in self.kinds, PATIENCE)

    def wait_for_many(self, many: int) -> bool:
        with self._changed:
            return self._changed.wait_for(lambda: len(self.kinds) >= many, PATIENCE)


def worker_of(store: Store, shop: Shop, desks: Callable[[], dict[UUID, Desk]]) -> Worker:
    return Worker(store, desks, lambda: shop.at, structlog.get_logger())


@contextmanager
def running(worker: Worker) -> Iterator[threading.Event]:
    stop = threading.Event()
    thread = threading.Thread(target=worker.run_forever, args=(stop,))
    thread.start()
    try:
        yield stop
    finally:
        stop.set()
        worker.wake()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def test_what_is_scheduled_while_it_runs_is_done(shop: Shop) -> None:
    told = Told()
    shop.desk = replace(shop.desk, notifiers={"desk": told})
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk})

    with running(worker):
        shop.approved()
        worker.wake()
        assert told.wait_for("smmpanelus:refund_sent")
        assert worker.seconds_since_look < PATIENCE

    assert shop.paid_back() == "18.25 USD"


def test_every_tenant_gets_its_work_done_and_nobody_elses(shop: Shop) -> None:
    told = Told()
    other = Shop(shop.store, tenant=load_tenant(shop.tenant.folder.parent / "smmpanelus-blog"), numbers=shop.numbers)
    for one in (shop, other):
        one.desk = replace(one.desk, notifiers={"desk": told})
        one.deposit("50.00")
    # The second tenant has no desk yet: its work waits, and is done once it has one.
    desks = {shop.tenant.id: shop.desk}
    worker = worker_of(shop.store, shop, lambda: dict(desks))

    with running(worker):
        shop.request("20.00")
        other.request("10.00")
        worker.wake()
        assert told.wait_for("smmpanelus:request_received")
        assert told.kinds == ["smmpanelus:request_received"]
        desks[other.tenant.id] = other.desk
        worker.wake()
        assert told.wait_for("smmpanelus-blog:request_received")

    other.check_books()


def test_a_tenant_whose_gateway_hangs_keeps_no_other_waiting(shop: Shop) -> None:
    released = threading.Event()
    slow, quick = Told(lambda: released.wait(PATIENCE)), Told()
    other = Shop(shop.store, tenant=load_tenant(shop.tenant.folder.parent / "smmpanelus-blog"), numbers=shop.numbers)
    shop.desk = replace(shop.desk, notifiers={"desk": slow})
    other.desk = replace(other.desk, notifiers={"desk": quick})
    shop.request("20.00", shop.deposit("50.00"))
    other.request("10.00", other.deposit("50.00"))
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk, other.tenant.id: other.desk})

    with running(worker):
        assert quick.wait_for("smmpanelus-blog:request_received")
        assert slow.kinds == []
        released.set()
        assert slow.wait_for("smmpanelus:request_received")


def test_a_notifier_that_hangs_keeps_no_other_notifier_waiting(shop: Shop) -> None:
    released = threading.Event()
    slow, quick = Told(lambda: released.wait(PATIENCE)), Told()
    shop.desk = replace(shop.desk, notifiers={"slow": slow, "quick": quick})
    for number in range(3):
        customer = f"c{number}"
        shop.request("20.00", shop.deposit("50.00", customer=customer), customer=customer)
    refund = shop.approved()
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk})

    with running(worker):
        assert quick.wait_for("smmpanelus:refund_sent")
        assert quick.wait_for_many(6)
        assert slow.kinds == []
        released.set()
        assert slow.wait_for_many(6)
    assert shop.state_of(refund) == "paid"


def test_what_waits_for_a_notifier_that_is_gone_is_told_as_dead(shop: Shop) -> None:
    shop.desk = replace(shop.desk, notifiers={"old": Told()})
    request = shop.request("20.00", shop.deposit("50.00"))
    run_due(shop.desk, kinds={"deliver"})
    told = Told()
    shop.desk = replace(shop.desk, notifiers={"new": told})
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk})

    with running(worker):
        assert told.wait_for("smmpanelus:dead_letter")
    with shop.desk.read() as books:
        (dead,) = books.dead_letters()
    assert (dead[0].notifier, dead[1].request_id) == ("old", request.request_id)


def test_two_workers_deliver_each_message_to_each_notifier_once(shop: Shop) -> None:
    first, second = Told(), Told()
    shop.desk = replace(shop.desk, notifiers={"first": first, "second": second})
    workers = [worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk}) for _ in range(2)]
    for number in range(12):
        customer = f"c{number}"
        shop.request("20.00", shop.deposit("50.00", customer=customer), customer=customer)

    with running(workers[0]), running(workers[1]):
        assert first.wait_for_many(12)
        assert second.wait_for_many(12)
    assert (len(first.kinds), len(second.kinds)) == (12, 12)


def test_it_comes_back_only_when_the_piece_in_hand_is_finished(shop: Shop) -> None:
    at_work, released = threading.Event(), threading.Event()

    def linger() -> None:
        at_work.set()
        released.wait(PATIENCE)

    told = Told(linger)
    shop.desk = replace(shop.desk, notifiers={"desk": told})
    request = shop.request("20.00", shop.deposit("50.00"))
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk})
    stop, ended = threading.Event(), threading.Event()

    def run() -> None:
        worker.run_forever(stop)
        ended.set()

    thread = threading.Thread(target=run)
    thread.start()
    assert at_work.wait(PATIENCE)
    stop.set()
    worker.wake()
    assert not ended.is_set()
    released.set()
    assert ended.wait(PATIENCE)
    thread.join(PATIENCE)

    assert told.kinds == ["smmpanelus:request_received"]
    with shop.desk.read() as books:
        (message,) = books.outbox_of(request.request_id)
        assert [(each.notifier, each.state) for each in books.deliveries_of(message.message_id)] == [
            ("desk", "delivered")
        ]
        assert books.find_work("deliver:desk", message.message_id) is None


def test_a_database_that_is_away_for_a_while_ends_no_worker(shop: Shop) -> None:
    told = Told()
    shop.desk = replace(shop.desk, notifiers={"desk": told})
    shop.request("20.00", shop.deposit("50.00"))
    looks = []

    class Flaky:
        def tenants_with_work(self, now: Any) -> list[UUID]:
            looks.append(now)
            if len(looks) == 1:
                raise ConnectionError("the database is away")
            return shop.store.tenants_with_work(now)

    worker = Worker(Flaky(), lambda: {shop.tenant.id: shop.desk}, lambda: shop.at, structlog.get_logger())

    with running(worker):
        worker.wake()
        assert told.wait_for("smmpanelus:request_received")
    assert len(looks) > 1


def test_a_new_provider_is_asked_without_anything_else_being_due(shop: Shop) -> None:
    asked = threading.Event()
    get_orders = shop.provider.get_orders

    def notice(refs: Any) -> Any:
        asked.set()
        return get_orders(refs)

    shop.provider.get_orders = notice
    shop.deposit("50.00")
    shop.order("10.00", provider_ref="77")
    shop.provider.set_order("77", "In progress")
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk})

    with running(worker):
        assert asked.wait(PATIENCE)


def test_old_answers_are_forgotten_without_anybody_asking_for_it(shop: Shop) -> None:
    told = Told()
    shop.desk = replace(shop.desk, notifiers={"desk": told})
    with shop.desk.begin() as books:
        books.add_reply("orders", "key-1", "hash", "ord_1", shop.at)
    shop.passes(days=31)
    worker = worker_of(shop.store, shop, lambda: {shop.tenant.id: shop.desk})

    with running(worker):
        # The same hand tidies before it delivers what is scheduled only now.
        shop.approved()
        worker.wake()
        assert told.wait_for("smmpanelus:refund_sent")

    with shop.desk.read() as books:
        assert books.find_reply("orders", "key-1") is None
        assert books.find_work("forget_replies", EVERYTHING) is not None
