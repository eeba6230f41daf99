"""Processes of a test's own that are there at once: forked from one that has imported everything and done nothing.

They can be heard, waited for, signalled and killed, as those of ``subprocess`` can: real processes, only that importing
the product, which is most of what a short one does, was done before. Whatever is about starting starts a real program.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any

ROOT = Path(__file__).parents[1]
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(
    [
        *("panel_refunds.app.composition", "panel_refunds.app.serving", "panel_refunds.store.postgres"),
        *("panel_refunds_stripe.gateway", "panel_refunds_stripe.client", "panel_refunds_stripe.refunds"),
        *("panel_refunds_stripe.payments", "panel_refunds_stripe.webhooks", "panel_refunds.testing.fake_stripe"),
        *("holidays.countries", "panel_refunds.default_plugins", "uvicorn", "uvicorn.lifespan.off"),
    ]
)


class Forked:
    """Runs ``target(*arguments)`` in the repository's folder, with the environment as it is now.

    ``stdout`` is what it says, its errors among it. The rest is as ``subprocess.Popen`` has it.
    """

    def __init__(self, target: Callable[..., object], *arguments: Any) -> None:
        ours, theirs = CONTEXT.Pipe(duplex=False)
        given = (theirs, dict(os.environ), target, arguments)
        self._process = CONTEXT.Process(target=_begin, args=given, daemon=True)
        self._process.start()
        theirs.close()
        self.stdout = os.fdopen(os.dup(ours.fileno()), encoding="utf-8")
        ours.close()

    @property
    def returncode(self) -> int | None:
        """None while it runs, less than nothing for a signal."""
        return self._process.exitcode

    def poll(self) -> int | None:
        """The same."""
        return self.returncode

    def wait(self, timeout: float | None = None) -> int:
        """How it ended."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired(self._process.name, timeout or 0)
        return self._process.exitcode

    def communicate(self, timeout: float | None = None) -> tuple[str, None]:
        """What else it said, once it has ended."""
        if self.stdout.closed:
            self.wait(timeout)
            return "", None
        said: list[str] = []
        # It is read meanwhile: a process that says more than a pipe holds would never end.
        reading = Thread(target=lambda: said.extend(self.stdout), daemon=True)
        reading.start()
        self.wait(timeout)
        reading.join()
        self.stdout.close()
        return "".join(said), None

    def send_signal(self, number: signal.Signals) -> None:
        """To it, if it is still there."""
        if self._process.pid is not None and self._process.is_alive():
            os.kill(self._process.pid, number)

    def kill(self) -> None:
        """``kill -9``, if it is still there: the number of one that has ended may be another's by now."""
        if self._process.is_alive():
            self._process.kill()


def _begin(said: Connection, environment: dict[str, str], target: Callable[..., object], arguments: Any) -> None:
    for number in (1, 2):
        os.dup2(said.fileno(), number)
    said.close()
    sys.stdout, sys.stderr = (os.fdopen(number, "w", 1, closefd=False) for number in (1, 2))
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    target(*arguments)
