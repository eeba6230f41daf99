"""Where workers are born: a process that has imported everything and done nothing, and forks one worker at a time.

    with Nursery() as workers:
        worker = workers.start(Errand(...))
        worker.kill()               # SIGKILL, wherever it is
        worker.wait()               # how it ended

The process is apart from the test's: it has no threads and no connections when it forks. What it is told and says are
lines of JSON.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from types import TracebackType
from typing import Literal, Self

Point = Literal["mark_sending", "call_gateway", "record_outcome"]
KILLED = -signal.SIGKILL


def _search_path() -> list[str]:
    return [entry for entry in sys.path if entry]


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker does: everything that is due in the installation ``folder`` at the moment ``now`` (ISO 8601).

    With ``dies_at`` it ends itself with SIGKILL when it comes to that step. ``module`` is the adapter's, found on
    ``path``.
    """

    folder: str
    database: str
    now: str
    module: str
    dies_at: Point | None = None
    path: Sequence[str] = field(default_factory=_search_path)


class Nursery:
    """Use it as a context manager; the process is started with the first worker."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None
        self._latest: Worker | None = None

    def start(self, errand: Errand) -> Worker:
        """A new worker; should the one before still be at work, because its check failed, it is killed."""
        if self._latest is not None:
            self._latest.kill()
        process = self._process = self._process or _begin()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process has no pipes")
        process.stdin.write(f"{json.dumps(asdict(errand))}\n")
        process.stdin.flush()
        self._latest = Worker(self, int(self.hear("pid")))
        return self._latest

    def hear(self, what: str) -> str:
        """The next thing it says."""
        line = self._process.stdout.readline() if self._process and self._process.stdout else ""
        said, _, value = line.strip().partition(" ")
        if said != what:
            raise RuntimeError(f"the process that forks workers says {line!r} instead of {what!r}")
        return value

    def close(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.communicate()
            self._process = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class Worker:
    """A worker that was started."""

    def __init__(self, nursery: Nursery, pid: int) -> None:
        self._nursery = nursery
        self._pid = pid
        self._ended: int | None = None

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, nothing is said."""
        if self._ended is None:
            os.kill(self._pid, signal.SIGKILL)
            self.wait()

    def wait(self) -> int:
        """How it ended: 0, or less than nothing for a signal."""
        if self._ended is None:
            self._ended = int(self._nursery.hear("ended"))
        return self._ended


def _begin() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "panel_refunds_testkit.shop.forking"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(_search_path())},
    )
