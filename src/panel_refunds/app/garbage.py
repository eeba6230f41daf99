"""What a process tells Python's search for garbage: what stays need not be looked through, again and again.

Nearly all garbage of ours is gone by counting references. The search for the rest was a third of what a short command
did, because every module, table and class that is imported sets it off, and there is nothing to find.
"""

from __future__ import annotations

import atexit
import gc


def search_seldom() -> None:
    """For a process that has just begun: importing is not searched, and nothing is at the end of the process."""
    gc.set_threshold(100_000, 20, 20)
    atexit.register(gc.freeze)


def leave_alone_what_stays() -> None:
    """For a process that lives long: modules, tables and settings live as long as it does.

    Searching them is a twelfth of a call. What calls leave behind is still looked through, less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
