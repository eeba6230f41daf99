"""What every table has in common: the tenant comes first.

Every primary key, unique constraint, foreign key and index begins with ``tenant_id``, so that the whole schema can
later be spread over many machines by that column, and so that no query can forget whose row it reads. The classes of
this package are the schema and nothing else: rows of them never leave the store, and the queries run on the tables
below them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, MetaData, Table, Uuid, text
from sqlmodel import Field, SQLModel

from panel_refunds.store.columns import Id, UtcTime

METADATA = MetaData(naming_convention={"pk": "pk_%(table_name)s"})


class GlobalRow(SQLModel):
    """A row of a look-up over all tenants, keyed by what is looked up."""

    metadata = METADATA
    if TYPE_CHECKING:
        __table__: ClassVar[Table]


class Row(GlobalRow):
    """A row of one tenant."""

    tenant_id: UUID = Field(sa_type=Uuid, primary_key=True)


def key() -> Any:
    """A text id that is part of the primary key."""
    return Field(sa_type=Id, primary_key=True)


def number_key() -> Any:
    """A number that is part of the primary key."""
    return Field(sa_type=BigInteger, primary_key=True)


def plain() -> Any:
    """A text that is compared: an id, a state, a word."""
    return Field(sa_type=Id)


def maybe() -> Any:
    """As ``plain``, may be absent."""
    return Field(default=None, sa_type=Id, nullable=True)


def units() -> Any:
    """An amount or a count."""
    return Field(sa_type=BigInteger)


def moment() -> Any:
    """An aware moment in UTC."""
    return Field(sa_type=UtcTime)


def parent(child: str, table: str, **columns: str) -> ForeignKeyConstraint:
    """Columns of ``child`` that name a row of ``table`` of the same tenant: own column → its column."""
    return ForeignKeyConstraint(
        ["tenant_id", *columns],
        [f"{table}.tenant_id", *(f"{table}.{column}" for column in columns.values())],
        name=f"fk_{child}_{table}",
    )


def by(table: str, *columns: str, name: str = "", where: str | None = None, unique: bool = False) -> Index:
    """An index of one tenant's rows, over those of them for which ``where`` holds."""
    condition = text(where) if where else None
    name = name or "_".join(columns)
    return Index(
        f"{'uq' if unique else 'ix'}_{table}_{name}",
        "tenant_id",
        *columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )


CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""For tables of the money path: on SQLite the rows lie in their key instead of beside it, half the pages to write."""


def holds_that(table: str, name: str, condition: str) -> CheckConstraint:
    """A condition on every row."""
    return CheckConstraint(condition, name=f"ck_{table}_{name}")


def one_of(table: str, column: str, *choices: str) -> CheckConstraint:
    """The column has one of these words."""
    listed = ", ".join(f"'{choice}'" for choice in choices)
    return holds_that(table, column, f"{column} IN ({listed})")
