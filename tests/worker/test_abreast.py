"""Refunds go out abreast, never more at once than was said, each once, and stopping leaves nothing half done."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from tests.flows.shop import Shop

from panel_refunds.worker.abreast import Abreast

PATIENCE = 20.0
REFUNDS = 9


@pytest.fixture
def abreast() -> Iterator[Abreast]:
    made = Abreast(3)
    yield made
    made.close()


@pytest.fixture
def refunds(shop: Shop) -> list[str]:
    return [shop.approved().refund_id for _ in range(REFUNDS)]


def states(shop: Shop, refunds: list[str]) -> list[str]:
    with shop.desk.read() as books:
        return [books.get_refund(refund).state for refund in refunds]


def test_all_that_is_due_is_done_once(shop: Shop, abreast: Abreast, refunds: list[str]) -> None:
    begun = abreast.run_due(shop.desk)

    assert begun == REFUNDS
    assert states(shop, refunds) == ["paid"] * REFUNDS
    assert [len(shop.gateway.executed(f"pay_{n + 1}")) for n in range(REFUNDS)] == [1] * REFUNDS
    assert abreast.run_due(shop.desk) == 0


def test_as_many_as_were_said_are_on_the_wire_at_once_and_no_more(
    shop: Shop, abreast: Abreast, refunds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    together, most, lock, inside = threading.Barrier(3), [0], threading.Lock(), [0]
    send = shop.gateway.create_refund

    def slow(order):
        with lock:
            inside[0] += 1
            most[0] = max(most[0], inside[0])
        together.wait(PATIENCE)  # breaks unless three are here at once
        with lock:
            inside[0] -= 1
        return send(order)

    monkeypatch.setattr(shop.gateway, "create_refund", slow)
    abreast.run_due(shop.desk)

    assert most == [3]
    assert states(shop, refunds) == ["paid"] * REFUNDS


def test_a_limit_is_kept(shop: Shop, abreast: Abreast, refunds: list[str]) -> None:
    assert abreast.run_due(shop.desk, limit=4) == 4

    assert sorted(states(shop, refunds)) == ["approved"] * 5 + ["paid"] * 4


def test_told_to_stop_it_finishes_what_is_on_the_wire_and_frees_the_rest(
    shop: Shop, abreast: Abreast, refunds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stop = threading.Event()
    send = shop.gateway.create_refund

    def told_to_stop(order):
        stop.set()
        return send(order)

    monkeypatch.setattr(shop.gateway, "create_refund", told_to_stop)
    abreast.run_due(shop.desk, stop=stop)

    done = states(shop, refunds)
    assert 1 <= done.count("paid") <= 3
    assert set(done) == {"paid", "approved"}
    # Nobody holds a lease on what is left: the next one may have it at once.
    assert abreast.run_due(shop.desk) == REFUNDS - done.count("paid")
    assert states(shop, refunds) == ["paid"] * REFUNDS


def test_a_piece_that_fails_stops_nobody_else(
    shop: Shop, abreast: Abreast, refunds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = shop.gateway.capabilities
    failed = []

    def breaks_once(method):
        if not failed:
            failed.append(method)
            raise ZeroDivisionError
        return ask(method)

    monkeypatch.setattr(shop.gateway, "capabilities", breaks_once)
    abreast.run_due(shop.desk)

    assert sorted(states(shop, refunds)) == ["approved"] + ["paid"] * (REFUNDS - 1)
