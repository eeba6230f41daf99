"""A server process that can be asked, stopped and killed."""

from __future__ import annotations

import re
import signal
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
from tests.app.server_program import serve_or_work
from tests.forked import Forked

PATIENCE = 60.0


@dataclass
class ServerProcess:
    """``serve_or_work`` of the program; ``url`` is where it answers once it has started."""

    root: Path
    database: str
    gateway: Path
    secret: str
    lose_every: int = 0
    port: int = 0
    process: Forked | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and come back when it listens; a second start takes the same port."""
        self.process = Forked(serve_or_work, self.root, self.database, self.gateway, self.port, self.lose_every)
        heard = []
        for line in self.process.stdout:
            heard.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                self.port = int(found.group(1))
                return
        raise AssertionError("it did not start:\n" + "".join(heard))

    def kill(self) -> None:
        """Nothing of it runs any more, at whatever it was."""
        assert self.process is not None
        self.process.kill()
        self.process.communicate()

    def signal(self, number: signal.Signals) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def ended(self) -> tuple[int, str]:
        """Its exit code and what it said, once it has ended."""
        assert self.process is not None
        said, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.wait(), said

    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def client(self) -> httpx2.Client:
        headers = {"authorization": f"Bearer {self.secret}"}
        return httpx2.Client(base_url=f"{self.url}/api/v1", headers=headers, timeout=30, trust_env=False)


def post(client: httpx2.Client, path: str, body: Any, key: str) -> httpx2.Response:
    return client.post(path, json=body, headers={"idempotency-key": key})
