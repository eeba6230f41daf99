"""What a transaction wants to write, collected until it matters.

A flow adds and saves records as it goes; nothing is sent until the transaction ends, or until it asks a question that
what is still here could answer differently. Then everything goes at once, parents first, one statement a table, and on
PostgreSQL in one trip. A record saved twice is written once, as it last was.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from panel_refunds.store.shape import Shape, Values
from panel_refunds.store.statement import Statement
from panel_refunds.store.tables import METADATA

_PARENTS_FIRST = {table.name: place for place, table in enumerate(METADATA.sorted_tables)}

Batch = tuple[Statement, Shape[Any], list[Values]]
"""Rows for one statement: a shape's ``insert`` or ``save``."""


class Writes:
    """Rows that are still to be written, by table."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self._new: dict[str, tuple[Shape[Any], dict[Values, Values]]] = {}
        self._changed: dict[str, tuple[Shape[Any], dict[Values, Values]]] = {}

    def add(self, shape: Shape[Any], rows: Iterable[Values]) -> None:
        """Rows that do not exist yet."""
        _, kept = self._new.setdefault(shape.name, (shape, {}))
        for row in rows:
            key = shape.key_of(row)
            if key in kept:
                raise ValueError(f"{shape.name} {key}: added twice in one transaction")
            kept[key] = row

    def save(self, shape: Shape[Any], rows: Iterable[Values]) -> None:
        """Rows that exist, or are among those added."""
        _, new = self._new.get(shape.name, (shape, {}))
        _, changed = self._changed.setdefault(shape.name, (shape, {}))
        for row in rows:
            key = shape.key_of(row)
            (new if key in new else changed)[key] = row

    def touch(self, tables: Iterable[str]) -> bool:
        """Whether something is still to be written to one of ``tables``."""
        return any(name in self._new or name in self._changed for name in tables)

    def take(self) -> list[Batch]:
        """Everything collected, parents first; afterwards nothing is left here."""
        batches: list[Batch] = []
        for name in sorted({*self._new, *self._changed}, key=_PARENTS_FIRST.__getitem__):
            for kept, how in ((self._new, "insert"), (self._changed, "save")):
                shape, rows = kept.get(name, (None, {}))
                if shape is not None and rows:
                    batches.append((getattr(shape, how)[self.dialect], shape, list(rows.values())))
        self._new, self._changed = {}, {}
        return batches
