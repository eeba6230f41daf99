"""Connections that ask a server the same kind of thing over and over, each waiting for its answer.

A client as thin as can be, so that what is measured is the server: it writes the bytes of a request, reads the bytes
of an answer, and looks at the status and at nothing else.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it: answers a second, and how long each took, in seconds, sorted."""

    rate: float
    waits: tuple[float, ...]

    def percentile(self, share: float) -> float:
        """The wait that this share of the answers did not exceed."""
        return self.waits[min(int(len(self.waits) * share), len(self.waits) - 1)]


def load(port: int, requests: Callable[[], bytes], *, connections: int, seconds: float) -> Loaded:
    """Ask for so long; RuntimeError with the status line when an answer is not 201."""
    return asyncio.run(_load(port, requests, connections, seconds))


async def _load(port: int, requests: Callable[[], bytes], connections: int, seconds: float) -> Loaded:
    began = time.perf_counter()
    until = began + seconds
    waits = await asyncio.gather(*(_ask(port, requests, until) for _ in range(connections)))
    spent = time.perf_counter() - began
    together = sorted(wait for each in waits for wait in each)
    return Loaded(len(together) / spent, tuple(together))


async def _ask(port: int, requests: Callable[[], bytes], until: float) -> list[float]:
    reader, writer = await asyncio.open_connection(HOST, port)
    waits: list[float] = []
    sent = time.perf_counter()
    while sent < until:
        writer.write(requests())
        head = await reader.readuntil(b"\r\n\r\n")
        status, _, fields = head.partition(b"\r\n")
        if b" 201 " not in status:
            rest = await reader.read(400)
            raise RuntimeError(f"{status.decode()}: {rest.decode(errors='replace')}")
        await reader.readexactly(next(_lengths(fields)))
        answered = time.perf_counter()
        waits.append(answered - sent)
        sent = answered
    writer.close()
    return waits


def _lengths(fields: bytes) -> Iterator[int]:
    for line in fields.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            yield int(value)


def request_bytes(path: str, body: bytes, headers: dict[str, str]) -> bytes:
    """A POST with a JSON body, as it goes over the wire."""
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    lines += ["content-type: application/json", f"content-length: {len(body)}", "", ""]
    return "\r\n".join(lines).encode() + body
