"""A worker that runs everything that is due and says how much memory it took: ``python -m benchmarks.drain URL``.

It is a process of its own, because a process never gives memory back that it once had.
"""

from __future__ import annotations

import resource
import sys
from dataclasses import replace

from benchmarks.panel import open_desk
from panel_refunds.ports import Message
from panel_refunds.worker.run_due import run_due

KINDS = ("deliver", "deliver:silent")


class Silent:
    """A notifier that brings messages nowhere."""

    def deliver(self, message: Message, idempotency_key: str) -> None:
        """Done."""


def main(url: str) -> None:
    """Run due work until there is none; print how many pieces it was and the peak of resident memory in MiB."""
    desk = replace(open_desk(url), notifiers={"silent": Silent()})
    done = 0
    while ran := run_due(desk, kinds=KINDS):
        done += ran
    print(done, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(sys.argv[1])
