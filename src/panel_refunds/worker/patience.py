"""How long to wait before something that did not work is tried again: twice as long each time, a day at most."""

from __future__ import annotations

from datetime import timedelta

FIRST = timedelta(seconds=30)
LONGEST = timedelta(days=1)
_DOUBLINGS = 12


def longer_each_time(first: timedelta, tries: int) -> timedelta:
    """The wait after ``tries`` tries (1 or more), of which the first is followed by ``first``."""
    wait = first * (1 << min(max(tries - 1, 0), _DOUBLINGS))
    return min(wait, max(first, LONGEST))
