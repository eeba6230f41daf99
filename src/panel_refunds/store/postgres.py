"""PostgreSQL: every statement is a trip over a wire, so several go at once.

Connections are in autocommit and send BEGIN and COMMIT themselves, so that BEGIN travels with the first question and
COMMIT with the last rows. Rows to write travel as one JSON parameter a table, however many they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import lru_cache
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import URL, Engine, create_engine, event

from panel_refunds.store.link import Given, Rows, Watch
from panel_refunds.store.statement import Statement
from panel_refunds.store.weather import CommitUnknownError, is_certain
from panel_refunds.store.wire import Answer, Message, Wire
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
        # The wire prepares by itself; what the driver prepared it would throw away together with ours.
        connect_args={"options": f"{given} {options}" if given else options, "prepare_threshold": None},
        pool_size=16,
        # Every link ends its transaction itself.
        pool_reset_on_return=None,
        max_overflow=48,
    )
    event.listen(engine, "connect", _prepare_connection)
    return engine


def _prepare_connection(connection: Any, record: Any) -> None:
    record.info["wire"] = Wire(connection)


class PostgresLink:
    """One connection inside one transaction; ``opening`` is the statement that begins it."""

    dialect = "postgresql"

    def __init__(self, wire: Wire, watch: Watch | None, opening: str) -> None:
        self._wire = wire
        self._watch = watch
        self._opening = opening
        self._is_open = False

    @property
    def is_broken(self) -> bool:
        """Whether the connection is closed, by whomever."""
        return self._wire.connection.closed

    def begin(self, asks: Sequence[tuple[Statement, Given]] = ()) -> list[Rows]:
        """Open the transaction and ask its first questions in the same trip; without any, with what comes next."""
        return self.ask(asks) if asks else []

    def ask(self, asks: Sequence[tuple[Statement, Given]]) -> list[Rows]:
        """The rows of each statement, in one trip."""
        return [answer.rows for answer in self._send([_asking(*ask) for ask in asks])]

    def look(self, statement: Statement, given: Given) -> Rows:
        """The rows of one question that is all there is to ask: no transaction is opened around it."""
        self._is_open = True
        return self.ask([(statement, given)])[0]

    def change(self, statement: Statement, given: Given) -> int:
        """Run an update or delete; how many rows it changed."""
        return self._send([_asking(statement, given)])[0].changed

    def write(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write the rows of all batches, in one trip."""
        self._send(_writing(tenant, batches))

    def commit(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write the last rows and commit in one trip; CommitUnknownError when nobody can say whether it happened."""
        if not (self._is_open or batches):
            return
        try:
            self._send([*_writing(tenant, batches), ("COMMIT", ())])
        except psycopg.Error as error:
            if is_certain(error):
                raise
            raise CommitUnknownError(f"The connection broke at COMMIT: {error}") from error

    def leave(self) -> None:
        """End a transaction that only asked."""
        if self._is_open:
            self._send([("COMMIT", ())])

    def roll_back(self) -> None:
        """Undo everything; a connection that is gone has undone it by itself."""
        with suppress(psycopg.Error):
            self._wire.roll_back()

    def _send(self, messages: Sequence[Message]) -> list[Answer]:
        """One trip; the first one of a transaction begins with its opening."""
        if self._watch:
            for sql, _ in messages:
                self._watch(sql)
        if self._is_open:
            return self._wire.send(messages)
        self._is_open = True
        return self._wire.send([(self._opening, ()), *messages])[1:]


def _asking(statement: Statement, given: Given) -> Message:
    compiled = statement.on("postgresql")
    return compiled.sql, compiled.bind(given)


def _writing(tenant: UUID, batches: Sequence[Batch]) -> list[Message]:
    if not batches:
        return []
    rows = [shape.as_json(rows) for _, shape, rows in batches]
    return [(_together(tuple(statement for statement, _, _ in batches)), [tenant, *rows])]


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
