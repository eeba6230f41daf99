"""Charging an order on SQLite with ``synchronous = FULL``: bare sqlite3, and ours, one writer and four.

SQLite has one writer at a time. What four threads of one process are measured for is their worst moment: whether
somebody waits long while others overtake.
"""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial

from benchmarks.clients import Clients
from benchmarks.contestants import bare_sqlite
from benchmarks.panel import open_shop
from benchmarks.rounds import Contestant, play_rounds
from benchmarks.run import Run
from benchmarks.table import Goal, Measured, Ratio, Section

CUSTOMERS = 1000


def measure(run: Run) -> list[Section]:
    bare = run.folder / "bare.sqlite3"
    bare_sqlite.set_up(bare, CUSTOMERS)
    url = f"sqlite:///{run.folder / 'ours.sqlite3'}"
    open_shop(url, CUSTOMERS).store.close()
    with ExitStack() as closing:

        def clients(contestant: str, options: dict[str, object]) -> Clients:
            made = Clients(contestant, {"customers": CUSTOMERS, **options})
            closing.callback(made.close)
            return made

        alone = clients("bare_sqlite", {"path": str(bare)})
        ours = clients("charge", {"url": url})
        four = clients("charge", {"url": url, "threads": 4})
        slowest: list[float] = []

        def play_four() -> float:
            rate = four.play(run.seconds)
            slowest.append(four.slowest)
            return rate

        played = play_rounds(
            [
                Contestant("bare sqlite3, FULL", "/s", partial(alone.play, run.seconds)),
                Contestant("panel-refunds, an order charged", "/s", partial(ours.play, run.seconds)),
                Contestant("panel-refunds, four threads", "/s", play_four),
            ],
            run.rounds,
        )
    least, mine, threads = played.values()
    worst = Measured("the longest charge among four threads", "s", tuple(slowest[1:]), threads.problem)
    return [
        Section(
            "charge an order, SQLite, synchronous = FULL",
            (*played.values(), worst),
            (
                Ratio("ours / bare sqlite3", mine, least, Goal("at_least", 0.2, 0.4)),
                Ratio("worst round's longest", _most(worst), None, Goal("at_most", None, 0.25)),
            ),
        )
    ]


def _most(measured: Measured) -> Measured:
    return Measured(measured.name, measured.unit, (max(measured.figures),) if measured.figures else ())
