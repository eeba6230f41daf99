"""A wire to PostgreSQL: prepared statements go out several at a time, and their answers come back together.

The driver's own pipeline sleeps and wakes up for every statement, on both ends of the wire; for a posting that costs
more than the statements themselves. So this speaks to libpq through ``psycopg.pq``: all of a trip is put into one
buffer, sent by one flush, and read until the server has answered everything. A statement is prepared when a connection
runs it for the first time; it stays prepared as long as the connection lives, whatever is rolled back.

Parameters travel as text: every statement of the store says the type of each of its places.
"""

from __future__ import annotations

import select
from collections.abc import Sequence
from typing import Any, NamedTuple

import psycopg
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

from panel_refunds.store.link import Rows

Message = tuple[str, Sequence[Any]]
"""The text of a statement and its parameters, in the order of its places."""


class Answer(NamedTuple):
    """The rows a statement returned, and how many it changed."""

    rows: Rows
    changed: int


class Wire:
    """One connection and the statements that are prepared on it. One thread at a time."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self._adapter = Transformer(connection)
        self._names: dict[str, bytes] = {}
        self._made = 0

    def send(self, messages: Sequence[Message]) -> list[Answer]:
        """Run the statements in their order; psycopg.Error of the first that failed, the rest did not run."""
        plumbing = self.connection.pgconn
        try:
            plumbing.enter_pipeline_mode()
            fresh = self._put(plumbing, messages)
            plumbing.pipeline_sync()
            results = _read(plumbing)
            plumbing.exit_pipeline_mode()
        except BaseException:
            # Nobody can tell any more which answer belongs to what: this connection is of no use to anybody.
            self.connection.close()
            raise
        return self._answers(messages, fresh, results)

    def roll_back(self) -> None:
        """Undo the transaction, if one is open."""
        if self.connection.pgconn.transaction_status != TransactionStatus.IDLE:
            self.connection.rollback()

    def _put(self, plumbing: PGconn, messages: Sequence[Message]) -> dict[str, bytes]:
        """Put the statements into the buffer; texts and names of those that have to be prepared before they run."""
        fresh: dict[str, bytes] = {}
        for sql, parameters in messages:
            name = self._names.get(sql) or fresh.get(sql)
            if name is None:
                self._made += 1
                name = fresh[sql] = b"s%d" % self._made
                plumbing.send_prepare(name, sql.encode())
            as_text = [PyFormat.TEXT] * len(parameters)
            plumbing.send_query_prepared(name, self._adapter.dump_sequence(parameters, as_text) if parameters else None)
        return fresh

    def _answers(
        self, messages: Sequence[Message], fresh: dict[str, bytes], results: Sequence[PGresult]
    ) -> list[Answer]:
        """What the statements said; remembers what was prepared, raises what failed."""
        answers: list[Answer] = []
        left = iter(results)
        for sql, _ in messages:
            result = next(left)
            if sql in fresh and result.status == ExecStatus.COMMAND_OK:
                self._names[sql] = fresh.pop(sql)
                result = next(left)
            if result.status == ExecStatus.TUPLES_OK:
                self._adapter.set_pgresult(result)
                answers.append(Answer(self._adapter.load_rows(0, result.ntuples, tuple), result.command_tuples or 0))
            elif result.status == ExecStatus.COMMAND_OK:
                answers.append(Answer([], result.command_tuples or 0))
            else:
                raise error_from_result(result, self.connection.info.encoding)
        return answers


def _read(plumbing: PGconn) -> list[PGresult]:
    """Everything the server says until it has come to the end of the trip."""
    poll = select.poll()
    poll.register(plumbing.socket, select.POLLIN | select.POLLOUT)
    while plumbing.flush():
        if any(event & ~select.POLLOUT for _, event in poll.poll()):
            plumbing.consume_input()
    poll.modify(plumbing.socket, select.POLLIN)
    results: list[PGresult] = []
    silent = False
    while True:
        while plumbing.is_busy():
            poll.poll()
            plumbing.consume_input()
        result = plumbing.get_result()
        if result is None:
            # One silence ends the answer to a statement; a second one means that nobody is there any more.
            if silent:
                raise psycopg.OperationalError("the connection was lost in the middle of an answer")
            silent = True
            continue
        silent = False
        if result.status == ExecStatus.PIPELINE_SYNC:
            return results
        results.append(result)
