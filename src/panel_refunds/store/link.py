"""What a transaction needs of a connection, on either database.

A link belongs to one transaction. It runs prebuilt statements, several in one trip where the database lies behind a
wire, and it tells ``CommitUnknownError`` from errors that surely changed nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from panel_refunds.store.statement import Statement
from panel_refunds.store.writes import Batch

Given = Mapping[str, Any]
Rows = list[tuple[Any, ...]]
Watch = Callable[[str], None]
"""Sees the text of every statement before it runs; raises to refuse it (the tests' guard)."""


class Link(Protocol):
    """One connection inside one transaction."""

    dialect: str

    @property
    def is_broken(self) -> bool:
        """Whether the connection is of no use to anybody any more."""
        ...

    def begin(self, asks: Sequence[tuple[Statement, Given]] = ()) -> list[Rows]:
        """Open the transaction and ask its first questions in the same trip."""
        ...

    def ask(self, asks: Sequence[tuple[Statement, Given]]) -> list[Rows]:
        """The rows of each statement, in one trip."""
        ...

    def look(self, statement: Statement, given: Given) -> Rows:
        """The rows of one question that is all there is to ask: no transaction is opened around it."""
        ...

    def change(self, statement: Statement, given: Given) -> int:
        """Run an update or delete; how many rows it changed."""
        ...

    def write(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write rows, one statement a batch."""
        ...

    def commit(self, tenant: UUID, batches: Sequence[Batch]) -> None:
        """Write the last rows and commit; CommitUnknownError when nobody can say whether it happened."""
        ...

    def leave(self) -> None:
        """End a transaction that only asked."""
        ...

    def roll_back(self) -> None:
        """Undo everything; never raises for a connection that is gone."""
        ...
