"""A record of ours and the table that keeps it have the same fields; a ``Shape`` is that pair.

Records are frozen dataclasses of the ground. Their fields stand in the table under the same names (a few tables add
columns of their own behind them), so reading and writing need no code per noun: rows become records by position,
records become rows by the conversions of the column types. Writing a record that exists is an *upsert* by its key:
it finds its row by the primary key whatever the planner thinks, and costs one form of statement.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields
from operator import attrgetter, itemgetter
from typing import Any, Generic, TypeVar

import msgspec
from sqlalchemy import JSON, Column, ColumnElement, Select, bindparam, func, select
from sqlalchemy import column as named_column
from sqlalchemy.dialects import postgresql, sqlite

from panel_refunds.store.columns import Convert, decoder_of, encoder_of
from panel_refunds.store.statement import Statement, the_tenant
from panel_refunds.store.tables.row import Row

RecordT = TypeVar("RecordT")
Values = tuple[Any, ...]
Save = Mapping[str, ColumnElement[Any]]
Both = Mapping[str, Statement]
"""A statement for each database, by its dialect."""


class Shape(Generic[RecordT]):
    """How records of one class are kept in one table.

    ``extra`` are the columns behind the record's own fields. ``on_save`` replaces what an upsert does to columns of a
    row that exists; without it every column but the key takes the new value.
    """

    def __init__(
        self, record: type[RecordT], row: type[Row], *, extra: Sequence[str] = (), on_save: Save | None = None
    ) -> None:
        self.record = record
        self.table = row.__table__
        self.name = self.table.name
        self.own = tuple(field.name for field in fields(record))  # type: ignore[arg-type]  # records are dataclasses
        self.names = (*self.own, *extra)
        self.columns: list[Column[Any]] = [self.table.c[name] for name in self.names]
        self.key = tuple(column.name for column in self.table.primary_key if column.name != "tenant_id")
        self.key_of: Callable[[Values], Any] = itemgetter(*(self.names.index(name) for name in self.key))
        """The part of a row that is its key."""
        self._fields = attrgetter(*self.own)
        # What is NULL need not travel: a column that is not there is NULL at the other end.
        self._form: Any = msgspec.defstruct(self.name, [(name, Any, None) for name in self.names], omit_defaults=True)
        self._encoders = _conversions(encoder_of(column.type) for column in self.columns)
        self._decoders = {
            dialect: _conversions(decoder_of(self.table.c[name].type, dialect) for name in self.own)
            for dialect in ("sqlite", "postgresql")
        }
        self.insert: Both = _both(self._into)
        self.save: Both = _both(lambda dialect: self._upsert(dialect, on_save or {}))
        self.insert_absent: Both = _both(lambda dialect: self._into(dialect).on_conflict_do_nothing())

    def select(self, *conditions: ColumnElement[bool]) -> Select[Any]:
        """The record's fields of the tenant's rows for which ``conditions`` hold."""
        own = [self.table.c[name] for name in self.own]
        return select(*own).where(self.table.c.tenant_id == the_tenant(), *conditions)

    def read(self, row: Sequence[Any], dialect: str) -> RecordT:
        """The record of a row of ``select``; what stands behind its fields is left alone."""
        conversions = self._decoders[dialect]
        if not conversions:
            return self.record(*row[: len(self.own)])
        values = list(row[: len(self.own)])
        for place, convert in conversions:
            if values[place] is not None:
                values[place] = convert(values[place])
        return self.record(*values)

    def row(self, record: RecordT, *extra: Any) -> Values:
        """The values to write, in the order of ``names``: text, numbers, truth values and None only."""
        values = [*self._fields(record), *extra]
        for place, convert in self._encoders:
            if values[place] is not None:
                values[place] = convert(values[place])
        return tuple(values)

    def as_json(self, rows: Iterable[Values]) -> str:
        """Rows as one JSON text, as ``rows_given`` takes them."""
        return msgspec.json.encode([self._form(*row) for row in rows]).decode()

    def _into(self, dialect: str) -> Any:
        if dialect == "sqlite":
            return sqlite.insert(self.table)
        rows = rows_given(self.columns)
        into = postgresql.insert(self.table)
        return into.from_select(["tenant_id", *self.names], select(the_tenant(), *rows.c))

    def _upsert(self, dialect: str, on_save: Save) -> Any:
        into = self._into(dialect)
        rest = {name: into.excluded[name] for name in self.names if name not in self.key}
        changed = {**rest, **on_save}
        if not changed:
            return into.on_conflict_do_nothing()  # a row that is nothing but its key cannot be another one
        return into.on_conflict_do_update(index_elements=["tenant_id", *self.key], set_=changed)


def rows_given(columns: Sequence[Column[Any]]) -> Any:
    """The rows that come as one JSON parameter ``rows``, on PostgreSQL."""
    listed = (named_column(column.name, column.type) for column in columns)
    given = func.json_to_recordset(bindparam("rows", type_=JSON()))
    return given.table_valued(*listed).render_derived(name="given", with_types=True)


def _conversions(found: Any) -> tuple[tuple[int, Convert], ...]:
    return tuple((place, convert) for place, convert in enumerate(found) if convert is not None)


def _both(build: Callable[[str], Any]) -> Both:
    return {dialect: Statement(build(dialect)) for dialect in ("sqlite", "postgresql")}
