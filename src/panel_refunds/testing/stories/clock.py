"""Time and ids of a story: the clock stands at each event's time, and the same story gets the same ids every time."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from panel_refunds.ids import PREFIXES, encode

_START = datetime(2000, 1, 1, tzinfo=UTC)
_MILLISECOND = 1000


class StoryClock:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.at = _START

    def now(self) -> datetime:
        """The time of the event that is being told, in UTC."""
        return self.at


class StoryIds:
    """Ids that sort by the clock and then by the order in which they were made."""

    def __init__(self, clock: StoryClock) -> None:
        self._clock = clock
        self._count = count(1)

    def __call__(self, noun: str) -> str:
        """A new id of ``noun`` (a key of ``ids.PREFIXES``)."""
        milliseconds = int(self._clock.at.timestamp() * _MILLISECOND)
        return encode(PREFIXES[noun], (milliseconds << 80) | next(self._count))
