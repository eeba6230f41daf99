"""``panel-refunds serve`` as a process that can be killed and started again on the same port."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 60.0
_LOOK_EVERY = 0.05


def wait_until(happened: Callable[[], bool], what: str) -> None:
    """Come back as soon as it happened."""
    waiting = threading.Event()
    for _ in range(int(PATIENCE / _LOOK_EVERY)):
        if happened():
            return
        waiting.wait(_LOOK_EVERY)
    pytest.fail(f"it never happened: {what}")


class ServeProcess:
    """One installation's service; ``port`` is known once it has started."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._log = root / "serve.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and come back when it listens."""
        command = [sys.executable, "-m", "panel_refunds", "serve", "--root", str(self._root), "--port", str(self.port)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env={**os.environ})
        wait_until(self._listens, "it listens")

    def _listens(self) -> bool:
        assert self._process is not None
        said = self._log.read_text()
        assert self._process.poll() is None, said
        found = re.search(r"http://127\.0\.0\.1:(\d+)", said)
        self.port = int(found.group(1)) if found else self.port
        return found is not None

    def kill(self) -> None:
        """``kill -9``, at whatever it was."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
