"""Statements are written once, compiled once, and run many times.

Building and compiling a query costs more than running it. So every query of the store is a module-level ``Statement``:
a SQLAlchemy Core expression that is turned into the text of one database when that database first asks for it, with
the conversions of its parameters worked out beforehand. Values that choose a partial index stand in the text as
they are (``such_as``), because a database cannot match a parameter to an index.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Dialect,
    Text,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import Table
from sqlalchemy.sql import ClauseElement, visitors
from sqlalchemy.types import TypeEngine, Uuid

from panel_refunds.store.columns import Convert, UtcTime, binder_of

TENANT = "t"
"""The parameter that every query carries."""


def the_tenant() -> BindParameter[Any]:
    """The tenant whose rows are meant."""
    return bindparam(TENANT, type_=Uuid())


def text_param(name: str) -> BindParameter[Any]:
    """A parameter that is text."""
    return bindparam(name, type_=Text())


def number_param(name: str) -> BindParameter[Any]:
    """A parameter that is a whole number."""
    return bindparam(name, type_=BigInteger())


def time_param(name: str) -> BindParameter[Any]:
    """A parameter that is an aware moment."""
    return bindparam(name, type_=UtcTime())


def any_or(name: str, column: ColumnElement[Any]) -> ColumnElement[bool]:
    """``column`` is the text parameter ``name``; every row where that is empty."""
    return or_(text_param(name) == "", column == text_param(name))


def such_as(condition: str) -> ColumnElement[bool]:
    """A condition that stands in the text letter by letter, as in the partial index it shall use."""
    return literal_column(f"({condition})")


class among(ColumnElement[bool]):  # noqa: N801 - it reads as a word of SQL
    """``column`` is one of the texts of the list parameter ``name``, however many there are."""

    inherit_cache = True

    def __init__(self, column: ColumnElement[Any], name: str) -> None:
        self.column = column
        self.texts = bindparam(name, type_=ARRAY(Text()))
        self._traverse_internals = [
            ("column", visitors.InternalTraversal.dp_clauseelement),
            ("texts", visitors.InternalTraversal.dp_clauseelement),
        ]


@compiles(among, "postgresql")
def _among_array(element: among, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.column == func.any(element.texts), **options))


@compiles(among, "sqlite")
def _among_json(element: among, compiler: Any, **options: Any) -> str:
    listed = select(text("value")).select_from(func.json_each(element.texts))
    return str(compiler.process(element.column.in_(listed), **options))


class seconds_between(ColumnElement[int]):  # noqa: N801 - it reads as a word of SQL
    """Whole seconds from one column of moments to another."""

    inherit_cache = True
    type = BigInteger()

    def __init__(self, start: ColumnElement[Any], end: ColumnElement[Any]) -> None:
        self.start, self.end = start, end
        self._traverse_internals = [
            ("start", visitors.InternalTraversal.dp_clauseelement),
            ("end", visitors.InternalTraversal.dp_clauseelement),
        ]


@compiles(seconds_between, "postgresql")
def _seconds_of_interval(element: seconds_between, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(each, **options) for each in (element.start, element.end))
    return f"CAST(EXTRACT(EPOCH FROM {end} - {start}) AS BIGINT)"


@compiles(seconds_between, "sqlite")
def _seconds_of_texts(element: seconds_between, compiler: Any, **options: Any) -> str:
    start, end = (compiler.process(each, **options) for each in (element.start, element.end))
    return f"(unixepoch({end}) - unixepoch({start}))"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement in the words of one database; ``names`` are its parameters in their order."""

    sql: str
    names: tuple[str, ...]
    binders: tuple[Convert | None, ...]
    fixed: Mapping[str, Any]

    def bind(self, given: Mapping[str, Any]) -> list[Any]:
        """The parameters as the driver takes them; KeyError when one is missing."""
        bound = []
        for name, convert in zip(self.names, self.binders, strict=True):
            value = given[name] if name in given else self.fixed[name]
            bound.append(value if convert is None or value is None else convert(value))
        return bound


class Statement:
    """One prebuilt statement. ``tables`` are those it touches, by name."""

    def __init__(self, expression: ClauseElement) -> None:
        self.expression = expression
        found = visitors.iterate(expression)
        self.tables = frozenset(element.name for element in found if isinstance(element, Table))
        self._compiled: dict[str, Compiled] = {}

    def on(self, dialect: str) -> Compiled:
        """The statement in the words of ``sqlite`` or ``postgresql``."""
        compiled = self._compiled.get(dialect)
        if compiled is None:
            compiled = self._compiled[dialect] = _compile(self.expression, dialect)
        return compiled


def _compile(expression: ClauseElement, dialect: str) -> Compiled:
    compiled: Any = expression.compile(dialect=dialect_of(dialect))
    names = tuple(compiled.positiontup or ())
    binds: Mapping[str, BindParameter[Any]] = compiled.binds
    return Compiled(
        str(compiled),
        names,
        tuple(_binder(binds[name].type, dialect) for name in names),
        {name: binds[name].value for name in names if not binds[name].required},
    )


def _binder(kind: TypeEngine[Any], dialect: str) -> Convert | None:
    if isinstance(kind, ARRAY):
        return _as_json if dialect == "sqlite" else list
    return binder_of(kind, dialect)


def _as_json(texts: Iterable[str]) -> str:
    return msgspec.json.encode(list(texts)).decode()


@lru_cache
def dialect_of(name: str) -> Dialect:
    """SQLAlchemy's dialect with numbered places, so that drivers have nothing to rewrite."""
    if name == "sqlite":
        from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite  # each only where it is used

        return SQLiteDialect_pysqlite(paramstyle="qmark")
    from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

    return PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # SQLAlchemy has no types here
