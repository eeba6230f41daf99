"""A real MariaDB server for one test process, gone when the process ends, however it ends.

It is the operating system's own (Debian's package ``mariadb-server``), started in a temporary folder with nothing of
the system's configuration. It need not survive a power cut, so it does not wait for the disk. When a test process is
killed its server stays behind: the next run finds the folder of a process that is no more, and stops what runs there.
"""

from __future__ import annotations

import io
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

PREFIX = "panel-refunds-mariadb-"
SERVERS = ("mariadbd", "mysqld")
INSTALLERS = ("mariadb-install-db", "mysql_install_db")
FASTER = (
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--sync-binlog=0",
    "--skip-log-bin",
    "--innodb-buffer-pool-size=32M",
    "--innodb-log-file-size=16M",
)
READY = "ready for connections"


@dataclass(frozen=True)
class MariaDb:
    """Where the server listens; its account root has no password and is reached by the socket only."""

    port: int
    socket: Path

    @property
    def admin_url(self) -> str:
        """The address of the account that may do everything, without a database."""
        return f"mysql://root@localhost/?unix_socket={self.socket}"


def find_missing() -> str | None:
    """What is not installed, in words for a skipped test, or None when a server can be started."""
    for names in (SERVERS, INSTALLERS):
        if _find(names) is None:
            return f"no MariaDB to test on: {names[0]} is not installed (Debian: apt-get install mariadb-server)"
    return None


@contextmanager
def running_server() -> Iterator[MariaDb]:
    """A server that is stopped and deleted in the end."""
    sweep_up()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    (folder / "owner").write_text(str(os.getpid()))
    data = folder / "data"
    # Only root has to say as whom it wants to run; everybody else runs it as themselves.
    user = ["--user=root"] if os.geteuid() == 0 else []
    _install(folder, data, user)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    running = subprocess.Popen(
        [
            *(_find(SERVERS) or SERVERS[0], "--no-defaults", f"--datadir={data}", *user, *FASTER),
            *(f"--socket={folder / 'socket'}", f"--port={port}", "--bind-address=127.0.0.1"),
            *(f"--pid-file={folder / 'pid'}", f"--tmpdir={folder}", "--skip-name-resolve"),
        ],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    (folder / "server").write_text(str(running.pid))
    log = _Log(running)
    listening = threading.Thread(target=log.listen, name="mariadb-log", daemon=True)
    listening.start()
    try:
        log.wait_until_ready()
        yield MariaDb(port, folder / "socket")
    finally:
        running.terminate()
        with suppress(subprocess.TimeoutExpired):
            running.wait(timeout=20)
        running.kill()
        running.wait()
        listening.join()
        shutil.rmtree(folder, ignore_errors=True)


def sweep_up() -> None:
    """Stop and delete servers whose test process is gone."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError, ValueError):
            if psutil.pid_exists(int((folder / "owner").read_text())):
                continue
            if (folder / "server").exists():
                left_running = int((folder / "server").read_text())
                with suppress(psutil.NoSuchProcess):
                    if str(folder) in " ".join(psutil.Process(left_running).cmdline()):
                        os.kill(left_running, signal.SIGKILL)
            shutil.rmtree(folder, ignore_errors=True)


def _find(names: tuple[str, ...]) -> str | None:
    # Debian keeps servers where only root looks.
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    return next((found for name in names if (found := shutil.which(name, path=path))), None)


def _install(folder: Path, data: Path, user: list[str]) -> None:
    installer = _find(INSTALLERS) or INSTALLERS[0]
    command = [
        *(installer, "--no-defaults", f"--datadir={data}", *user, f"--tmpdir={folder}"),
        *("--auth-root-authentication-method=normal", "--skip-test-db"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=_clean_environment())
    if done.returncode:
        raise RuntimeError(f"{installer} failed: {done.stdout[-500:]}{done.stderr[-500:]}")


def _clean_environment() -> Mapping[str, str]:
    """Nothing that would make the programs talk to another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("MYSQL_", "MARIADB_"))}


class _Log:
    """The server's log, read for as long as it writes one: a full pipe would stop it."""

    def __init__(self, running: subprocess.Popen[str]) -> None:
        self._running = running
        self._said: list[str] = []
        self._decided = threading.Event()

    def listen(self) -> None:
        """Until the server ends; in a thread."""
        with self._running.stderr or io.StringIO() as lines:
            for line in lines:
                if not self._decided.is_set():
                    self._said.append(line)
                if READY in line:
                    self._decided.set()
        self._decided.set()

    def wait_until_ready(self) -> None:
        """Until it listens; RuntimeError with its last words when it ends, or says nothing of it for a minute."""
        if not self._decided.wait(60) or not any(READY in line for line in self._said):
            raise RuntimeError(f"the MariaDB server does not listen: {''.join(self._said[-10:])}")
