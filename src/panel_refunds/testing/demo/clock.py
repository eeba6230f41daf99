"""The demo's clock: it stands at the time of each event, and goes on by itself when the story is over."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo


class DemoClock:
    """A callable clock on the tenant's time zone; ``stand`` sets it, ``run_on`` lets it go."""

    def __init__(self, zone: ZoneInfo, start: str) -> None:
        self._zone = zone
        self._stands_at = self._read(start)
        self._running_since: float | None = None

    def __call__(self) -> datetime:
        if self._running_since is None:
            return self._stands_at
        return self._stands_at + timedelta(seconds=time.monotonic() - self._running_since)

    def stand(self, moment: str) -> None:
        """Stand at a wall-clock time like ``2025-09-02 10:00``."""
        self._stands_at = self._read(moment)

    def wait(self, minutes: int) -> None:
        """Let some minutes pass."""
        self._stands_at += timedelta(minutes=minutes)

    def run_on(self) -> None:
        """From here on the time passes as it does outside."""
        self._running_since = time.monotonic()

    def shown(self, moment: datetime | None = None) -> str:
        """A moment (now, when None) as the tenant's people read it."""
        return (moment or self()).astimezone(self._zone).strftime("%a %d %b %Y, %H:%M")

    def _read(self, moment: str) -> datetime:
        return datetime.fromisoformat(moment).replace(tzinfo=self._zone).astimezone(UTC)
