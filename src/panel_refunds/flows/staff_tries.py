"""Step: how often signing in may be tried. Each try is counted before it is looked at, and forgotten when it was right.

The first few cost nothing; then each one makes the next wait, up to a quarter of an hour, and never for ever: nobody
can lock somebody else out for good. It is counted by the name that was typed, whether anybody has it or not, so that
waiting tells nothing about who is there.
"""

from __future__ import annotations

from datetime import timedelta

from panel_refunds.errors import Refused
from panel_refunds.flows.desk import Desk
from panel_refunds.store import FailedTries

FREE = 4
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=15), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def count_try(desk: Desk, login: str) -> None:
    """Note a try under that name, in a transaction of its own; refused with ``too_many_tries`` while one has to wait.

    Of many at the same moment one is counted after the other, and those that come too early are refused.
    """
    now = desk.now()
    with desk.begin(looks_for_key=False) as books:
        seen = books.find_failed_tries(login)
        if seen is not None and seen.wait_until > now:
            raise _wait(seen.wait_until - now)
        failed = seen.failed + 1 if seen is not None and now - seen.last_at < FORGOTTEN_AFTER else 1
        if not books.count_try(seen, FailedTries(login, failed, now, now + wait_after(failed))):
            raise _wait(FIRST_WAIT)


def wait_after(failed: int) -> timedelta:
    """How long the next try has to wait after so many in a row."""
    if failed <= FREE:
        return timedelta(0)
    return min(FIRST_WAIT * (1 << min(failed - FREE - 1, 10)), LONGEST_WAIT)


def _wait(left: timedelta) -> Refused:
    seconds = max(1, -(-left // timedelta(seconds=1)))
    return Refused("too_many_tries", f"That was tried too often. Please wait {seconds} seconds.", seconds=str(seconds))
