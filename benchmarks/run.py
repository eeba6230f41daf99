"""What one run of the benchmarks shares: how long it plays, a PostgreSQL server, a folder that goes away."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from benchmarks.postgres_server import PostgresServer, running

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Run:
    """One run. ``quick`` plays fewer and shorter rounds on smaller histories; ``pgledger`` are its SQL files."""

    quick: bool
    pgledger: tuple[Path, ...]
    folder: Path
    closing: ExitStack = field(default_factory=ExitStack)
    hordak_is_set_up: bool = False

    @property
    def rounds(self) -> int:
        """Counted rounds a contestant plays."""
        return 3 if self.quick else 5

    @property
    def seconds(self) -> float:
        """How long a round is."""
        return 1.0 if self.quick else 3.0

    @cached_property
    def postgres(self) -> PostgresServer:
        """A server of this run's own, started when first asked for."""
        return self.closing.enter_context(running(self.folder))

    @cached_property
    def hordak_python(self) -> Path:
        """An interpreter that has django-hordak, in a virtual environment made for this run."""
        home = self.folder / "hordak"
        commands = (
            [sys.executable, "-m", "venv", str(home)],
            [str(home / "bin" / "pip"), "install", "--quiet", "django-hordak==2.0.0", "psycopg[binary]"],
        )
        for command in commands:
            subprocess.run(command, check=True, capture_output=True, text=True)
        return home / "bin" / "python"


@contextmanager
def begun(*, quick: bool, pgledger: tuple[Path, ...]) -> Iterator[Run]:
    """A run whose server is stopped and whose folder is removed in the end, whatever happens."""
    folder = Path(tempfile.mkdtemp(prefix="panel-refunds-bench-"))
    run = Run(quick, pgledger, folder)
    try:
        with run.closing:
            yield run
    finally:
        shutil.rmtree(folder, ignore_errors=True)
