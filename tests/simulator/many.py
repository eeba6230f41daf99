"""Many seeds in a row, until one breaks a law."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.simulator.schedule import STEPS, Run, play

from panel_refunds.store import Store

RUNS_IN_ONE_DATABASE = 100


@dataclass
class Many:
    """What came of the seeds that were played; ``broken`` is the first run that broke a law."""

    counts: Counter[str] = field(default_factory=Counter)
    broken: Run | None = None

    def __str__(self) -> str:
        if self.broken:
            return f"{self.broken}\nbroken after {self.counts['runs']} runs"
        told = ", ".join(f"{many} {what}" for what, many in sorted(self.counts.items()))
        return f"all was well: {told}"


def play_many(seeds: Iterable[int], *, steps: int = STEPS) -> Many:
    """Play each seed in memory; a database is thrown away after a hundred of them."""
    found, store = Many(), Store("sqlite://")
    for number, seed in enumerate(seeds):
        if number and number % RUNS_IN_ONE_DATABASE == 0:
            store.close()
            store = Store("sqlite://")
        run = play(seed, store, steps=steps)
        found.counts += run.counts
        if run.broken:
            found.broken = run
            break
    store.close()
    return found
