"""PostgreSQL: every statement is a trip over a wire, so several go at once.

Connections are in autocommit and send BEGIN and COMMIT themselves, so that BEGIN travels with the first question and
COMMIT with the last rows. Rows to write travel as one JSON parameter a table, however many they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg.types.numeric import Int8Dumper
from sqlalchemy import URL, Engine, create_engine, event

from panel_refunds.store.link import Given, Rows, Watch
from panel_refunds.store.statement import Statement
from panel_refunds.store.weather import CommitUnknownError, is_certain
from panel_refunds.store.writes import Batch


def make_engine(url: URL, *, statement_timeout_ms: int, lock_timeout_ms: int, schema: str | None) -> Engine:
    """An engine whose connections give up on statements and locks after a time, and speak UTC.

    ``enable_seqscan`` is off because every query of the store has its index: the planner sees a young table as tiny and
    would keep, in a prepared statement, a plan that reads all of it when it has long grown.
    """
    settings = {
        "TimeZone": "UTC",
        "statement_timeout": str(statement_timeout_ms),
        "lock_timeout": str(lock_timeout_ms),
        "idle_in_transaction_session_timeout": str(6 * statement_timeout_ms),
        "enable_seqscan": "off",
        "plan_cache_mode": "force_generic_plan",
        "jit": "off",
    }
    if schema:
        settings["search_path"] = schema
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    given = url.query.get("options")
    engine = create_engine(
        url.set(drivername="postgresql+psycopg").difference_update_query(["options"]),
        isolation_level="AUTOCOMMIT",
        connect_args={"options": f"{given} {options}" if given else options},
        pool_size=16,
        max_overflow=48,
    )
    event.listen(engine, "connect", _prepare_connection)
    return engine


def _prepare_connection(connection: Any, _record: Any) -> None:
    # One type for all whole numbers: otherwise each size of a number would be another prepared statement.
    connection.adapters.register_dumper(int, Int8Dumper)


class PostgresLink:
    """One connection inside one transaction; ``opening`` is the statement that begins it."""

    dialect = "postgresql"

    def __init__(self, connection: psycopg.Connection[Any], watch: Watch | None, opening: str) -> None:
        self._connection = connection
        self._watch = watch
        self._opening = opening
        self._is_open = False

    def begin(self, asks: Sequence[tuple[Statement, Given]] = ()) -> list[Rows]:
        """Open the transaction and ask its first questions in the same trip; without any it opens with what comes next."""
        return self.ask(asks) if asks else []

    def ask(self, asks: Sequence[tuple[Statement, Given]]) -> list[Rows]:
        """The rows of each statement, in one trip."""
        with self._trip(len(asks)):
            cursors = [self._ask(statement, given) for statement, given in asks]
        return [cursor.fetchall() for cursor in cursors]

    def change(self, statement: Statement, given: Given) -> int:
        """Run an update or delete; how many rows it changed."""
        with self._trip(1):
            cursor = self._ask(statement, given)
        return cursor.rowcount

    def write(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write the rows of all batches, in one trip."""
        with self._trip(1):
            self._write(tenant, batches)

    @contextmanager
    def _trip(self, statements: int) -> Iterator[None]:
        """What is sent inside goes at once, behind the opening where the transaction is not open yet."""
        if self._is_open and statements == 1:
            yield
            return
        with self._connection.pipeline():
            if not self._is_open:
                self._send(self._opening, [])
                self._is_open = True
            yield

    def commit(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write the last rows and commit in one trip; CommitUnknownError when nobody can say whether it happened."""
        try:
            with self._trip(2):
                self._write(tenant, batches)
                self._send("COMMIT", [])
        except psycopg.Error as error:
            if is_certain(error):
                raise
            raise CommitUnknownError(f"The connection broke at COMMIT: {error}") from error

    def leave(self) -> None:
        """End a transaction that only asked. Not by ROLLBACK: after that the driver forgets all prepared statements."""
        if self._is_open:
            self._send("COMMIT", [])

    def roll_back(self) -> None:
        """Undo everything; a connection that is gone has undone it by itself."""
        with suppress(psycopg.Error):
            self._connection.rollback()

    def _write(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        if batches:
            rows = [
                msgspec.json.encode([dict(zip(shape.names, row, strict=True)) for row in rows]).decode()
                for _, shape, rows in batches
            ]
            self._send(_together(tuple(statement for statement, _, _ in batches)), [tenant, *rows])

    def _ask(self, statement: Statement, given: Given) -> psycopg.RawCursor[Any]:
        compiled = statement.on("postgresql")
        return self._send(compiled.sql, compiled.bind(given))

    def _send(self, sql: str, parameters: list[Any]) -> psycopg.RawCursor[Any]:
        if self._watch:
            self._watch(sql)
        cursor = psycopg.RawCursor(self._connection)
        cursor.execute(sql, parameters)
        return cursor


@lru_cache(maxsize=1024)
def _together(statements: tuple[Statement, ...]) -> str:
    """One statement that writes all batches: each alone takes the tenant as ``$1`` and its rows as ``$2``.

    Foreign keys are checked when the whole of it is done.
    """
    texts = [each.on("postgresql").sql.replace("$2", f"${place}") for place, each in enumerate(statements, start=2)]
    *parts, last = texts
    if not parts:
        return last
    return "WITH " + ", ".join(f"part_{n} AS ({text})" for n, text in enumerate(parts)) + " " + last
