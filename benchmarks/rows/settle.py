"""Settling orders: a provider's words about a hundred of them, in one transaction, against the raw rows and one by one.

The orders of a round are placed before the clock runs, for random customers; each gets ``Partial`` with 157 of 1000
left to deliver, so each gives money back. No customer has a bonus: the raw rows are one slice and one lot an order.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from functools import partial

from benchmarks.contestants.raw_settle import RawSettling
from benchmarks.panel import analyse, charge, customer, open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Ratio, Section
from panel_refunds.flows.apply_statuses import StatusTold, apply_statuses
from panel_refunds.flows.desk import Desk
from panel_refunds.orders.order import Order

CUSTOMERS = 1000
BATCH = 100
REMAINS = 157
GIVEN_BACK = 4_367_583
OURS, RAW, SINGLY = "panel-refunds, batches of 100", "raw unnest, the same tables", "panel-refunds, one by one"


def measure(run: Run) -> list[Section]:
    return [_on_postgresql(run), _on_sqlite(run)]


def _on_postgresql(run: Run) -> Section:
    url = run.postgres.create_database("bench_settle")
    desk = open_shop(url, CUSTOMERS, bonus=None)
    raw = RawSettling(url, desk.tenant.id)
    batches = 2 if run.quick else 5
    apply_statuses(desk, [_word(order) for order in _placed(desk, BATCH)])
    analyse(desk.store)
    try:
        played = play_rounds(
            [
                Contestant(RAW, "orders/s", partial(_play_raw, desk, raw, batches)),
                Contestant(OURS, "orders/s", partial(_play, desk, batches, BATCH)),
                Contestant(SINGLY, "orders/s", partial(_play, desk, BATCH, 1)),
            ],
            run.rounds,
        )
    finally:
        raw.close()
        desk.store.close()
    return Section(
        "settle order statuses, PostgreSQL",
        tuple(played.values()),
        (
            Ratio("ours / raw unnest", played[OURS], played[RAW], Goal("at_least", 0.3, 0.5)),
            Ratio("ours / one by one", played[OURS], played[SINGLY], Goal("at_least", None, 12)),
        ),
    )


def _on_sqlite(run: Run) -> Section:
    desk = open_shop(f"sqlite:///{run.folder / 'settle.sqlite3'}", CUSTOMERS, bonus=None)
    played = play_rounds(
        [
            Contestant(OURS, "orders/s", partial(_play, desk, 2 if run.quick else 5, BATCH)),
            Contestant(SINGLY, "orders/s", partial(_play, desk, BATCH, 1)),
        ],
        run.rounds,
    )
    desk.store.close()
    ratio = Ratio("ours / one by one", played[OURS], played[SINGLY], Goal("at_least", None, None))
    return Section("settle order statuses, SQLite, synchronous = FULL", tuple(played.values()), (ratio,))


def _placed(desk: Desk, many: int) -> list[Order]:
    return [charge(desk, customer(number)) for number in random.sample(range(CUSTOMERS), many)]


def _play(desk: Desk, batches: int, size: int) -> float:
    told = [[_word(order) for order in _placed(desk, size)] for _ in range(batches)]
    began = time.perf_counter()
    for words in told:
        apply_statuses(desk, words)
    return batches * size / (time.perf_counter() - began)


def _play_raw(desk: Desk, raw: RawSettling, batches: int) -> float:
    orders: Sequence[Sequence[Order]] = [_placed(desk, BATCH) for _ in range(batches)]
    began = time.perf_counter()
    for batch in orders:
        raw.settle(batch, GIVEN_BACK)
    return batches * BATCH / (time.perf_counter() - began)


def _word(order: Order) -> StatusTold:
    return StatusTold(order.order_id, "partial", "Partial", REMAINS)
