"""SQLite: one file, many readers, one writer at a time.

A write transaction takes the file's write lock at once (``BEGIN IMMEDIATE``), so that nobody reads a balance that
somebody else is about to change. Inside one process the writers queue at a lock of our own first: that is far fairer
than letting them wake each other up at the file. Commits reach the disk before they count (``synchronous = FULL``).
A database in memory is a single connection that everybody in the process shares, one transaction after another.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from uuid import UUID

from sqlalchemy import URL, Engine, StaticPool, create_engine

from panel_refunds.store.link import Given, Rows, Watch
from panel_refunds.store.statement import Statement
from panel_refunds.store.weather import CommitUnknownError, TryAgain
from panel_refunds.store.writes import Batch


def make_engine(url: URL, *, wait_ms: int) -> Engine:
    """An engine whose connections wait ``wait_ms`` for another process, keep foreign keys and commit to the disk."""
    if is_in_memory(url):
        return create_engine(url, poolclass=StaticPool, isolation_level="AUTOCOMMIT", creator=_in_memory)
    path = str(url.database)

    def connect() -> sqlite3.Connection:
        made = sqlite3.connect(path, timeout=wait_ms / 1000, check_same_thread=False, cached_statements=400)
        made.isolation_level = None
        made.execute("PRAGMA journal_mode = WAL")
        made.execute("PRAGMA synchronous = FULL")
        made.execute("PRAGMA foreign_keys = ON")
        return made

    return create_engine(
        url, creator=connect, isolation_level="AUTOCOMMIT", pool_size=8, max_overflow=32, pool_reset_on_return=None
    )


def _in_memory() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", check_same_thread=False, cached_statements=400)
    made.isolation_level = None
    made.execute("PRAGMA foreign_keys = ON")
    return made


def is_in_memory(url: URL) -> bool:
    """Whether the database is gone when the process ends."""
    return url.database in (None, "", ":memory:")


class WriteQueue:
    """Lets one thread of this process at a time into a database."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner: int | None = None

    @contextmanager
    def turn(self, wait_seconds: float) -> Iterator[None]:
        """Wait for one's turn; ``locked`` when it does not come in time."""
        me = threading.get_ident()
        if self._owner == me:
            raise RuntimeError("a transaction was begun inside another one of the same thread")
        if not self._lock.acquire(timeout=wait_seconds):
            raise TryAgain("The database is busy with another write; try again with the same key.", at_once=False)
        self._owner = me
        try:
            yield
        finally:
            self._owner = None
            self._lock.release()


@lru_cache(maxsize=256)
def queue_of(_file: Path) -> WriteQueue:
    """The queue of a database file, the same for all who have it open in this process."""
    return WriteQueue()


class SqliteLink:
    """One connection inside one transaction; ``opening`` is the statement that begins it."""

    dialect = "sqlite"
    is_broken = False

    def __init__(self, connection: sqlite3.Connection, watch: Watch | None, opening: str) -> None:
        self._connection = connection
        self._watch = watch
        self._opening = opening

    def begin(self, asks: Sequence[tuple[Statement, Given]] = ()) -> list[Rows]:
        """Open the transaction and ask its first questions."""
        self._connection.execute(self._opening)
        return self.ask(asks)

    def ask(self, asks: Sequence[tuple[Statement, Given]]) -> list[Rows]:
        """The rows of each statement."""
        return [self._run(statement, given).fetchall() for statement, given in asks]

    def look(self, statement: Statement, given: Given) -> Rows:
        """The rows of one question that is all there is to ask: no transaction is opened around it."""
        return self._run(statement, given).fetchall()

    def change(self, statement: Statement, given: Given) -> int:
        """Run an update or delete; how many rows it changed."""
        return self._run(statement, given).rowcount

    def _run(self, statement: Statement, given: Given) -> sqlite3.Cursor:
        compiled = statement.on("sqlite")
        if self._watch:
            self._watch(compiled.sql)
        return self._connection.execute(compiled.sql, compiled.bind(given))

    def write(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write rows, one statement a batch."""
        for statement, _, rows in batches:
            sql = statement.on("sqlite").sql
            if self._watch:
                self._watch(sql)
            self._connection.executemany(sql, [(tenant.hex, *row) for row in rows])

    def commit(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write the last rows and commit; CommitUnknownError when nobody can say whether it happened."""
        self.write(tenant, batches)
        try:
            self._connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise CommitUnknownError(f"The database answered COMMIT with: {error}") from error

    def leave(self) -> None:
        """End a transaction that only asked."""
        self._connection.execute("COMMIT")

    def roll_back(self) -> None:
        """Undo everything."""
        with suppress(sqlite3.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
