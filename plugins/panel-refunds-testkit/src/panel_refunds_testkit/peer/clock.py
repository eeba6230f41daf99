"""A clock that stands still until it is told to go on: the peer, the adapter and the core read the same one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Lock

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class PeerClock:
    """Call it for the time (aware, UTC); any number of threads may."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start
        self._lock = Lock()

    def __call__(self) -> datetime:
        """The time it is."""
        with self._lock:
            return self._now

    def advance(self, span: timedelta) -> datetime:
        """Go forward, never back; returns the time it is then."""
        if span < timedelta(0):
            raise ValueError("a clock does not go back")
        with self._lock:
            self._now += span
            return self._now
