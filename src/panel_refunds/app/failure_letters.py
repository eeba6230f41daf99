"""Brings what failed in a plugin into the tenant's outbox, in a thread of its own.

A failure is met in the middle of anything, also while a transaction holds the books; so whoever meets it only leaves a
note here, and the thread writes the message when the books are free. It lives as long as there are notes. Books that
cannot be reached lose nothing: the next failure of the same object is told instead.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from threading import Lock, Thread

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.tell_plugin_failed import PluginFailed, tell_plugin_failed
from panel_refunds.plugins.failures import Failures, ObjectFailed

MOST_WAITING = 1000
SECONDS_TO_FINISH = 10


class FailureLetters:
    """The letters of one service about all its tenants' plugins."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[Desk, Failures, ObjectFailed]] = deque(maxlen=MOST_WAITING)
        self._writer: Thread | None = None
        self._lock = Lock()

    def watch(self, desk: Desk, failures: Failures) -> None:
        """From now on what fails is told at ``desk``."""
        failures.tell = partial(self._take, desk, failures)

    def close(self) -> None:
        """Come back when everything is told that waits."""
        writer = self._writer
        if writer is not None:
            writer.join(SECONDS_TO_FINISH)

    def _take(self, desk: Desk, failures: Failures, failed: ObjectFailed) -> None:
        with self._lock:
            self._waiting.append((desk, failures, failed))
            if self._writer is None:
                self._writer = Thread(target=self._write, name="plugin-failures", daemon=True)
                self._writer.start()

    def _write(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._writer = None
                    return
                desk, failures, failed = self._waiting.popleft()
            told = PluginFailed(
                failed.plugin, failed.thing, failed.call, failed.what, failed.count, failed.first_at, failed.last_at
            )
            desk.log.warning(
                "plugin_failed",
                plugin=failed.plugin,
                thing=failed.thing,
                call=failed.call,
                error=failed.what,
                count=failed.count,
            )
            try:
                tell_plugin_failed(desk, told)
            except Exception as error:  # noqa: BLE001 - the books may be away for a while
                failures.forget_told(failed.thing)
                desk.log.warning("plugin_failure_not_told", thing=failed.thing, error=type(error).__name__)
