"""A store whose transactions are boundaries: before each one, before its commit, after it, and commits nobody answers.

An actor may die before the commit (nothing happened), after it (it all happened), or hear that the database broke while
committing, which happened or did not. Never while a transaction is open does somebody else move: a lock would hold them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from tests.simulator.stage import Stage

from panel_refunds.store import Books, Store
from panel_refunds.store.weather import CommitUnknownError


@dataclass
class UnsureStore:
    """``Store`` as a desk uses it."""

    store: Store
    stage: Stage
    dies: float = 0.0
    """How often an actor dies right before a commit."""
    unsure: float = 0.0
    """How often nobody can say whether a commit happened."""

    @contextmanager
    def begin(self, tenant: UUID, **named: Any) -> Iterator[Books]:
        self.stage.pause("a transaction")
        with self.store.begin(tenant, **named) as books:
            yield books
            if self.stage.chances(self.dies):
                self.stage.die_here("a commit that was not made")
            breaks = self.stage.chances(self.unsure)
            if breaks and self.stage.chances(0.5):
                self._break("undone")
        self.stage.committed = True
        if breaks:
            self._break("done")
        self.stage.pause("a commit that was made")

    @contextmanager
    def read(self, tenant: UUID, **named: Any) -> Iterator[Books]:
        with self.store.read(tenant, **named) as books:
            yield books

    def _break(self, what: str) -> None:
        self.stage.tell(f"the database breaks while committing: {what}")
        raise CommitUnknownError(f"simulated: {what}")
