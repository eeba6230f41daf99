"""A thread that has the browser.

Playwright's plain interface keeps an event loop going in the thread that uses it. Other tests of the same process want
to run loops of their own, so the browser and the tests that drive it have a thread to themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

_THREAD = ThreadPoolExecutor(1, thread_name_prefix="browser")


def in_own_thread(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """What ``work`` returns or raises, done there."""
    return _THREAD.submit(work, *given, **named).result()
