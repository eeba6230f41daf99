"""Growth: what a million postings in one wallet cost the three things its customer does all day.

Two customers of the same database; one has hardly traded, the other for years. All else is equal, so the ratio is what
the past costs.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from benchmarks.history import write_history
from benchmarks.panel import analyse, charge, customer, open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Ratio, Section
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.quote_balance import quote_balance

FEW = 100
GOAL = Goal("at_most", 1.5, 1.3)


def measure(run: Run) -> list[Section]:
    url = run.postgres.create_database("bench_history")
    return [
        _section(run, url, "PostgreSQL"),
        _section(run, f"sqlite:///{run.folder / 'history.sqlite3'}", "SQLite"),
    ]


def _section(run: Run, url: str, database: str) -> Section:
    many = 100_000 if run.quick else 1_000_000
    desk = open_shop(url, 2)
    short, long = customer(0), customer(1)
    write_history(desk, short, FEW)
    write_history(desk, long, many)
    analyse(desk.store)
    works: dict[str, Callable[[str], object]] = {
        "balance": partial(_balance, desk),
        "quote": partial(quote_balance, desk),
        "charge": partial(charge, desk),
    }
    contestants = [
        Contestant(f"{name}, {postings:,} postings", "µs", partial(_play, work, who, 100 if run.quick else 300))
        for name, work in works.items()
        for who, postings in ((long, many), (short, FEW))
    ]
    played = play_rounds(contestants, run.rounds)
    desk.store.close()
    figures = list(played.values())
    ratios = [
        Ratio(f"{name}, {many:,} / {FEW} postings", figures[2 * place], figures[2 * place + 1], GOAL)
        for place, name in enumerate(works)
    ]
    return Section(f"cost of history, {database}", tuple(figures), tuple(ratios))


def _balance(desk: Desk, customer_id: str) -> object:
    with desk.read() as books:
        return books.balance(books.find_wallet(customer_id, desk.tenant.currency) or "")


def _play(work: Callable[[str], object], who: str, times: int) -> float:
    began = time.perf_counter()
    for _ in range(times):
        work(who)
    return (time.perf_counter() - began) / times * 1e6
