"""Play seeds by hand: ``python -m tests.simulator 7`` tells the story of one, ``… 0-5000`` looks for a broken law."""

from __future__ import annotations

import sys
import time

from tests.simulator.many import play_many
from tests.simulator.schedule import play

from panel_refunds.store import Store


def main(which: str) -> int:
    """Print what was asked for; 1 when a law was broken."""
    first, dash, last = which.partition("-")
    if not dash:
        run = play(int(first), Store("sqlite://"))
        print(run)  # noqa: T201 - this is what it is for
        return int(run.broken is not None)
    began = time.perf_counter()
    found = play_many(range(int(first), int(last)))
    print(found)  # noqa: T201 - as above
    print(f"{found.counts['runs'] / (time.perf_counter() - began):.0f} runs a second")  # noqa: T201 - as above
    return int(found.broken is not None)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
