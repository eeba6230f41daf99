"""uvicorn, ended at once: a test starts and stops a server, and a fifth of a second each time adds up.

uvicorn looks every 100 ms whether it is to end and then sleeps as long again. Here an event ends it, what is under way
is answered, and every connection is closed.
"""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn

_SECONDS_TO_FINISH = 5


class QuickServer(uvicorn.Server):
    """A server that serves until ``ending`` is set."""

    def __init__(self, config: uvicorn.Config, ending: asyncio.Event) -> None:
        super().__init__(config)
        self._ending = ending

    async def main_loop(self) -> None:
        """Serve until the end."""
        ticking, end = asyncio.ensure_future(super().main_loop()), asyncio.ensure_future(self._ending.wait())
        await asyncio.wait([ticking, end], return_when=asyncio.FIRST_COMPLETED)
        ticking.cancel()
        end.cancel()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Answer what is under way, then close everything."""
        for server in self.servers:
            server.close()
        for listening in sockets or []:
            listening.close()
        open_ones: list[Any] = list(self.server_state.connections)
        for connection in open_ones:
            connection.shutdown()
        if self.server_state.tasks:
            await asyncio.wait(set(self.server_state.tasks), timeout=_SECONDS_TO_FINISH)
        for connection in open_ones:
            connection.transport.abort()
        for server in self.servers:
            await server.wait_closed()
