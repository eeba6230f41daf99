"""Workers are processes of their own, one after the other, and can be killed."""

import pytest

from panel_refunds_testkit.peer.faulty_wire import FaultyWire
from panel_refunds_testkit.shop import Nursery, Shop
from panel_refunds_testkit.shop.nursery import KILLED, Errand


def errand(shop, dies_at=None):
    now = shop.stand.peer.clock().isoformat()
    return Errand(str(shop.folder), shop.database, now, "panel_refunds_testkit.tinypay", dies_at)


def test_a_worker_does_what_is_due_and_another_dies_at_its_step(stand, peer):
    with Nursery() as workers, Shop(stand, peer.url) as shop:
        first = shop.approve_one()
        assert workers.start(errand(shop)).wait() == 0
        assert shop.refund(first).state == "paid"
        second = shop.approve_one()
        assert workers.start(errand(shop, "call_gateway")).wait() == KILLED
        assert [attempt.state for attempt in shop.attempts(second)] == ["sending"]


def test_a_worker_is_killed_wherever_it_is(stand, peer):
    with FaultyWire(peer.url, on=peer.refund_requests) as wire, Nursery() as workers, Shop(stand, wire.url) as shop:
        shop.approve_one()
        wire.next("hold_request")
        worker = workers.start(errand(shop))
        assert wire.wait_until_held()
        worker.kill()
        assert worker.wait() == KILLED


def test_a_worker_that_was_forgotten_ends_when_the_next_one_is_wanted(stand, peer):
    with FaultyWire(peer.url, on=peer.refund_requests) as wire, Nursery() as workers, Shop(stand, wire.url) as shop:
        shop.approve_one()
        wire.next("hold_request")
        forgotten = workers.start(errand(shop))
        assert wire.wait_until_held()
        assert workers.start(errand(shop)).wait() == 0
        assert forgotten.wait() == KILLED


def test_a_nursery_that_was_never_needed_has_no_process():
    with Nursery() as workers, pytest.raises(RuntimeError, match="instead of 'pid'"):
        workers.hear("pid")
