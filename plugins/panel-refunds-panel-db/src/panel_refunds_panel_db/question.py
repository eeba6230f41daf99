"""The question to the database: one SELECT, built from the mapping.

SQLAlchemy quotes every name and binds every value; no value of the mapping and no id ever becomes part of the SQL.
The same question is first asked for no rows at all (``probe``), which tells what each column holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    ColumnElement,
    FromClause,
    Select,
    String,
    TableClause,
    Text,
    Uuid,
    and_,
    cast,
    column,
    false,
    literal,
    or_,
    quoted_name,
    select,
    table,
)

from panel_refunds_panel_db.column_kinds import Kind
from panel_refunds_panel_db.mapping.shape import Column, Condition, PanelMapping, Table, Value

_TEXT = re.compile(r"[!-~]{1,64}")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,17}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

# More than this many rows for each id is no table of orders; they are not read into memory.
MOST_ROWS_EACH = 10


class MappingMismatchError(Exception):
    """The table is not as the mapping says; the text names the column."""


def can_be_asked(ref: str, kind: Kind) -> bool:
    """Whether a column of this kind could hold exactly the id ``ref``."""
    pattern = {"whole": _WHOLE, "text": _TEXT, "uuid": _UUID}.get(kind)
    return pattern is not None and pattern.fullmatch(ref) is not None


class Question:
    """The mapping as SQL; ``probe`` and ``ask`` give statements that the same connection may run."""

    def __init__(self, mapping: PanelMapping) -> None:
        self._mapping = mapping
        named = (mapping.table, *([mapping.join.table] if mapping.join else []))
        self._tables = {each.name: _as_clause(each, mapping.columns) for each in named}

    @property
    def tables(self) -> tuple[TableClause, ...]:
        """The tables that are read."""
        return tuple(self._tables.values())

    def probe(self) -> Select[Any]:
        """The question for no rows; its columns are those of the answer, then those of the conditions."""
        checked = [self._column(each.column).label(f"where_{number}") for number, each in enumerate(self._conditions)]
        return select(*self._parts(), *checked).select_from(self._from()).where(false())

    def ask(self, refs: Sequence[str], kinds: Sequence[Kind]) -> Select[Any]:
        """The question about ``refs``, each of which the id column ``can_be_asked``."""
        identity = self._column(self._mapping.parts["id"])
        ids = [_bound(ref, kinds[0]) for ref in refs]
        held = kinds[len(self._mapping.parts) :]
        return (
            select(*self._parts())
            .select_from(self._from())
            .where(
                identity.in_(ids),
                *(self._compared(one, kind) for one, kind in zip(self._conditions, held, strict=True)),
            )
            .limit(MOST_ROWS_EACH * len(refs) + 1)
        )

    @property
    def _conditions(self) -> tuple[Condition, ...]:
        return self._mapping.where

    def _parts(self) -> list[Any]:
        return [self._column(where).label(part) for part, where in self._mapping.parts.items()]

    def _column(self, where: Column) -> ColumnElement[Any]:
        return self._tables[where.table].c[where.name]

    def _from(self) -> FromClause:
        first = self._tables[self._mapping.table.name]
        if not self._mapping.join:
            return first
        pairs = (self._column(ours) == self._column(theirs) for ours, theirs in self._mapping.join.on)
        return first.outerjoin(self._tables[self._mapping.join.table.name], and_(*pairs))

    def _compared(self, condition: Condition, kind: Kind) -> ColumnElement[bool]:
        """The condition, compared as what the column holds; empty columns are unlike every value."""
        held = self._column(condition.column)
        if condition.how == "is_null":
            return held.is_(None) if condition.values[0] else held.is_not(None)
        values = [_literal(value) for value in condition.values]
        if not _fits(condition.values[0], kind):
            told = type(condition.values[0]).__name__
            raise MappingMismatchError(f"the column {condition.column.name!r} is compared with a {told} it cannot hold")
        if kind == "other":
            held = cast(held, Text())
        among = held.in_(values)
        return among if condition.how in ("is", "in") else or_(~among, held.is_(None))


def _as_clause(named: Table, columns: Iterable[Column]) -> TableClause:
    schema = quoted_name(named.schema, quote=True) if named.schema else None
    names = dict.fromkeys(each.name for each in columns if each.table == named.name)
    return table(
        quoted_name(named.name, quote=True), *(column(quoted_name(name, quote=True)) for name in names), schema=schema
    )


def _bound(ref: str, kind: Kind) -> ColumnElement[Any]:
    if kind == "whole":
        return literal(int(ref), BigInteger())
    return literal(ref, Uuid(as_uuid=False)) if kind == "uuid" else literal(ref, String())


def _literal(value: Value) -> ColumnElement[Any]:
    if isinstance(value, bool):
        return literal(value, Boolean())
    return literal(value, BigInteger()) if isinstance(value, int) else literal(value, String())


def _fits(value: Value, kind: Kind) -> bool:
    if isinstance(value, bool):
        return kind in ("truth", "whole")
    return kind in ("whole", "fraction") if isinstance(value, int) else kind in ("text", "other")
