"""What a mapping file says, checked and frozen: names of tables and columns, never SQL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

How = Literal["is", "is_not", "in", "not_in", "is_null"]
Value = str | int | bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table or view; ``schema`` is PostgreSQL's schema or MySQL's database, where it is not the usual one."""

    name: str
    schema: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of one of the two tables, by the table's name."""

    table: str
    name: str


@dataclass(frozen=True, slots=True)
class Join:
    """A second table, and pairs of columns (ours, its) that belong together; an order without a row there stays."""

    table: Table
    on: tuple[tuple[Column, Column], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """Which rows count at all: a column compared with values that are always bound, never written into the SQL."""

    column: Column
    how: How
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class PanelMapping:
    """A whole mapping.

    ``parts`` says which column plays which part: ``id`` and ``status`` always, and of what remains either ``remains``,
    or ``quantity`` and ``delivered``, or ``quantity``, ``start`` and ``current``, or nothing.
    """

    table: Table
    parts: Mapping[str, Column]
    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    join: Join | None = None
    where: tuple[Condition, ...] = ()

    @property
    def tells_remains(self) -> bool:
        """Whether what remains can be read or worked out."""
        return "remains" in self.parts or "quantity" in self.parts

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column that is named anywhere, in either table."""
        pairs = self.join.on if self.join else ()
        joined = (column for pair in pairs for column in pair)
        return (*self.parts.values(), *joined, *(condition.column for condition in self.where))
