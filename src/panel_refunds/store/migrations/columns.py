"""The words in which migrations describe tables.

They are apart from the words of ``tables``: what a migration did is history and must not change when a table's
description changes. Every table of tenants is made by ``create_table`` here, so that there is one place to say how
tables are spread when they lie on many machines.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def text(name: str, *, null: bool = False) -> sa.Column[Any]:
    """Text compared byte by byte."""
    kind = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
    return sa.Column(name, kind, nullable=null)


def json(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A value kept as JSON text, never compared."""
    return sa.Column(name, sa.Text(), nullable=null)


def number(name: str, *, null: bool = False) -> sa.Column[Any]:
    """Units of money, a count, a place."""
    return sa.Column(name, sa.BigInteger(), nullable=null)


def flag(name: str) -> sa.Column[Any]:
    """Yes or no."""
    return sa.Column(name, sa.Boolean(), nullable=False)


def time(name: str, *, null: bool = False) -> sa.Column[Any]:
    """A moment in UTC; on SQLite as text that sorts by time."""
    return sa.Column(name, sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite"), nullable=null)


def check(name: str, condition: str) -> sa.CheckConstraint:
    """A condition on every row."""
    return sa.CheckConstraint(condition, name=name)


def create_table(name: str, *parts: Any, key: tuple[str, ...], clustered: bool = False) -> None:
    """A table of tenants' rows: the tenant is the first column, and the first of the key."""
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        *parts,
        sa.PrimaryKeyConstraint("tenant_id", *key, name=f"pk_{name}"),
        sqlite_with_rowid=not clustered,
    )


def refer(child: str, table: str, **columns: str) -> sa.ForeignKeyConstraint:
    """Columns of ``child`` that name a row of ``table`` of the same tenant."""
    return sa.ForeignKeyConstraint(
        ["tenant_id", *columns],
        [f"{table}.tenant_id", *(f"{table}.{column}" for column in columns.values())],
        name=f"fk_{child}_{table}",
    )


def index(name: str, table: str, *columns: str, unique: bool = False, where: str | None = None) -> None:
    """An index of one tenant's rows, over those for which ``where`` holds."""
    condition = None if where is None else sa.text(where)
    op.create_index(
        name, table, ["tenant_id", *columns], unique=unique, sqlite_where=condition, postgresql_where=condition
    )
