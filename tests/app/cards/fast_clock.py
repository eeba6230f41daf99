"""A clock that is the same in every process and runs faster than time, so that leases end while somebody watches."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class FastClock:
    """Shows ``began`` plus ``speed`` times what passed since then, plus what it is ``late``."""

    began: datetime
    speed: int
    late: timedelta = timedelta()

    def __call__(self) -> datetime:
        return self.began + self.speed * (datetime.now(UTC) - self.began) + self.late

    def later(self, late: timedelta) -> FastClock:
        """The same clock, so much ahead."""
        return replace(self, late=late)
