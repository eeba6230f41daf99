"""Flows run in threads of their own: the loop goes on meanwhile, and what they raise comes back."""

from __future__ import annotations

import asyncio
import threading

import pytest

from panel_refunds.errors import Refused
from panel_refunds.web.threads import Threads


def test_what_the_work_returns_comes_back_from_another_thread():
    async def ask():
        return await Threads().run(lambda word: (word, threading.current_thread().name), "hello")

    word, name = asyncio.run(ask())

    assert word == "hello"
    assert name.startswith("web")
    assert name != threading.current_thread().name


def test_what_the_work_raises_comes_back():
    def refuse():
        raise Refused("amount_invalid", "Too much.")

    with pytest.raises(Refused, match="Too much"):
        asyncio.run(Threads().run(refuse))


def test_two_calls_run_at_once_and_the_loop_goes_on():
    # Each waits for the two others: one thread, or a loop that stands still, would never come to the end.
    everybody = threading.Barrier(3, timeout=20)

    async def ask():
        threads = Threads()
        calls = [asyncio.ensure_future(threads.run(everybody.wait)) for _ in range(2)]
        await asyncio.get_running_loop().run_in_executor(None, everybody.wait)
        return await asyncio.gather(*calls)

    assert len(asyncio.run(ask())) == 2


def test_no_more_calls_run_at_once_than_there_are_threads():
    alone = threading.Lock()

    def work():
        with_nobody_else = alone.acquire(blocking=False)
        sum(range(50_000))
        alone.release()
        return with_nobody_else

    async def ask():
        threads = Threads(1)
        return await asyncio.gather(*(threads.run(work) for _ in range(20)))

    assert asyncio.run(ask()) == [True] * 20
