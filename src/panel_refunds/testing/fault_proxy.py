"""Bad luck between us and a gateway: a real HTTP proxy that loses, delays, doubles and falsifies on purpose.

    with FaultProxy(stripe.url, seed=7, chances={"reset_after": 0.1, "duplicate": 0.05}) as proxy:
        ...                     # point the client at proxy.url
        proxy.calm()            # from here on nothing goes wrong any more
        proxy.happened          # how often each kind of bad luck struck

It stands between any client and any HTTP server and knows nothing of either. What goes wrong is drawn from a seeded
chance, one draw for each request that matches ``on``:

``reset_before`` / ``reset_after``
    the connection is reset before the request was passed on, or after it was answered
``late``
    the connection is reset at once, and the request is passed on after a delay all the same: who looks too early sees
    nothing, and it runs afterwards
``cut_body``
    it was answered, and the answer breaks off in the middle
``delay``
    the request waits before it is passed on, so that its sender may be taken for dead
``duplicate``
    it is passed on twice at once, as a network that resends does; the caller hears the second answer
``error_500``
    it was answered, and the caller hears a 500 of something in between
"""

from __future__ import annotations

import asyncio
import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from fnmatch import fnmatchcase
from types import TracebackType
from typing import Final, Self
from urllib.parse import urlsplit

KINDS: Final = ("reset_before", "reset_after", "late", "cut_body", "delay", "duplicate", "error_500")
_BROKEN: Final = b"HTTP/1.1 500 Internal Server Error\r\ncontent-type: text/plain\r\ncontent-length: 7\r\n\r\nbroken\n"
_LENGTH: Final = re.compile(rb"\r\ncontent-length:[ \t]*(\d+)", re.IGNORECASE)
_MOST_OF_A_HEAD: Final = 256 * 1024


class FaultProxy:
    """A proxy on a free port of this machine, in a thread of its own; use it as a context manager.

    ``chances`` gives each kind of bad luck its share of the requests that match ``on`` (``METHOD path`` with ``*`` for
    anything); together at most 1. A delay is between the two numbers of ``delays``, in seconds.
    """

    def __init__(
        self,
        target: str,
        *,
        seed: int,
        chances: Mapping[str, float],
        on: str = "*",
        delays: tuple[float, float] = (0.05, 0.5),
    ) -> None:
        if unknown := set(chances) - set(KINDS):
            raise ValueError(f"{sorted(unknown)} are no faults; there are {', '.join(KINDS)}")
        if sum(chances.values()) > 1:
            raise ValueError("the chances of all faults together are more than 1")
        parts = urlsplit(target)
        self._target = (str(parts.hostname), parts.port or 80)
        self._chance = random.Random(seed)  # noqa: S311 - bad luck has to be repeatable, not secret
        self._chances = dict(chances)
        self._on = on
        self._delays = delays
        self._lock = threading.Lock()
        self._happened: Counter[str] = Counter()
        self._loop = asyncio.new_event_loop()
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=512)
        self._thread = threading.Thread(target=self._run, name="fault-proxy")
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    @property
    def happened(self) -> Mapping[str, int]:
        """How often each kind struck, and under ``ok`` how many requests had no bad luck."""
        with self._lock:
            return dict(self._happened)

    def calm(self) -> None:
        """Let nothing go wrong from now on."""
        with self._lock:
            self._chances = {}

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    # ---------------------------------------------------------------- one connection

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, sock=self._listening))
        self._loop.run_forever()
        server.close()
        for task in self._under_way:
            task.cancel()
        self._loop.run_until_complete(asyncio.gather(*self._under_way, return_exceptions=True))
        asyncio.set_event_loop(None)
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a connection is served in a task")
        self._under_way.add(task)
        try:
            while (message := await _read_message(reader)) is not None and await self._pass_on(message, writer):
                pass
        except (OSError, EOFError, asyncio.LimitOverrunError, asyncio.CancelledError):
            # One of the two ends is gone, or the proxy is: that is what the other end sees now.
            pass
        finally:
            self._under_way.discard(task)
            writer.transport.abort()

    async def _pass_on(self, request: bytes, writer: asyncio.StreamWriter) -> bool:
        """Let one request have its luck; whether the connection lives on."""
        fault, delay = self._draw(request)
        if fault == "reset_before":
            return _reset(writer)
        if fault == "late":
            return self._pass_on_late(request, delay, writer)
        if fault == "delay":
            await asyncio.sleep(delay)
        if fault == "duplicate":
            answers = await asyncio.gather(self._ask(request), self._ask(request))
            answer = answers[1]
        else:
            answer = await self._ask(request)
        if fault == "reset_after":
            return _reset(writer)
        if fault == "cut_body":
            head = answer.index(b"\r\n\r\n") + 4
            writer.write(answer[: head + (len(answer) - head) // 2])
            await writer.drain()
            writer.close()
            await writer.wait_closed()
            return False
        writer.write(_BROKEN if fault == "error_500" else answer)
        await writer.drain()
        return True

    def _pass_on_late(self, request: bytes, delay: float, writer: asyncio.StreamWriter) -> bool:
        async def travel() -> None:
            with suppress(OSError, EOFError):
                await asyncio.sleep(delay)
                await self._ask(request)

        task = asyncio.ensure_future(travel())
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return _reset(writer)

    def _draw(self, request: bytes) -> tuple[str, float]:
        method, path, _ = request.split(b" ", 2)
        concerns = fnmatchcase(f"{method.decode()} {path.decode().partition('?')[0]}", self._on)
        with self._lock:
            lot, delay = self._chance.random(), self._chance.uniform(*self._delays)
            fault = "ok"
            for kind, share in self._chances.items() if concerns else ():
                if lot < share:
                    fault = kind
                    break
                lot -= share
            self._happened[fault] += 1
        return fault, delay

    async def _ask(self, request: bytes) -> bytes:
        """The other side's answer, over a connection of its own."""
        reader, writer = await asyncio.open_connection(*self._target)
        try:
            writer.write(request)
            await writer.drain()
            answer = await _read_message(reader)
        finally:
            writer.transport.abort()
        if answer is None:
            raise EOFError("the other side ended without an answer")
        return answer


async def _read_message(reader: asyncio.StreamReader) -> bytes | None:
    """One request or answer with a length, as its bytes; None when the connection ended before it."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as ended:
        if ended.partial:
            raise
        return None
    if len(head) > _MOST_OF_A_HEAD:
        raise EOFError("the head is too long")
    length = _LENGTH.search(head)
    return head + (await reader.readexactly(int(length.group(1))) if length else b"")


def _reset(writer: asyncio.StreamWriter) -> bool:
    """End the connection with RST, as a machine does that lost it; it does not live on."""
    below = writer.get_extra_info("socket")
    below.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
    return False
