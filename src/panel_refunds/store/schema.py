"""The schema of a database: which revision it is at, and how it gets to another one.

Migrations are Alembic's and are imported only when somebody migrates. Everything else knows one word, the newest
revision, and refuses to work on a database that is at another: books are not kept half right.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Column, Connection, Engine, MetaData, String, Table, inspect, make_url, select
from sqlalchemy.schema import CreateIndex, CreateSchema, CreateTable, DropSchema
from sqlalchemy.sql import ClauseElement

from panel_refunds.store.sqlite import make_engine
from panel_refunds.store.statement import dialect_of
from panel_refunds.store.tables import METADATA
from panel_refunds.store.weather import SchemaError

HEAD: Final = "0015"
"""The newest revision of ``migrations/versions``."""

_VERSION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
_SCRIPTS = Path(__file__).parent / "migrations"


def current_revision(engine: Engine) -> str | None:
    """The revision the database is at, None for an empty one."""
    with transaction(engine) as connection:
        if not inspect(connection).has_table(_VERSION.name):
            return None
        return connection.scalar(select(_VERSION.c.version_num))


def check_current(engine: Engine, name: str) -> None:
    """SchemaError unless the database is at the newest revision."""
    found = current_revision(engine)
    if found == HEAD:
        return
    state = "is empty" if found is None else f"is at revision {found}, this version works with {HEAD}"
    raise SchemaError(f"The database {name} {state}. Run `panel-refunds migrate` first.")


def create(engine: Engine, schema: str | None) -> None:
    """All tables at once, in an empty database or a schema that is made for them; one that has them stays as it is."""
    with transaction(engine) as connection:
        if schema:
            connection.execute(CreateSchema(schema, if_not_exists=True))
        if not inspect(connection).has_table(_VERSION.name):
            _VERSION.create(connection)
        elif connection.scalar(select(_VERSION.c.version_num)) is not None:
            return
        for statement in _tables_of(engine.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(_VERSION.insert().values(version_num=HEAD))


def create_in_memory(engine: Engine) -> None:
    """As ``create`` leaves it. Stories and tests open many of these: the tables are made once, and copied."""
    with engine.connect() as connection, _tables_in_memory().connect() as made:
        _driver_of(made).backup(_driver_of(connection))


@cache
def _tables_in_memory() -> Engine:
    made = make_engine(make_url("sqlite://"), wait_ms=0)
    create(made, None)
    return made


def _driver_of(connection: Connection) -> sqlite3.Connection:
    driver: Any = connection.connection.driver_connection
    return cast(sqlite3.Connection, driver)


@cache
def _tables_of(dialect: str) -> tuple[str, ...]:
    """What makes the tables of one database's kind. A process that opens many, as tests do, compiles them once."""
    parts = [part for table in METADATA.sorted_tables for part in _parts_of(table)]
    return tuple(str(part.compile(dialect=dialect_of(dialect))) for part in parts)


def _parts_of(table: Table) -> list[ClauseElement]:
    indexes = sorted(table.indexes, key=lambda index: str(index.name))
    return [CreateTable(table), *(CreateIndex(index) for index in indexes)]


def drop(engine: Engine, schema: str | None) -> None:
    """The tables away; with ``schema`` the schema and all in it."""
    with transaction(engine) as connection:
        if schema:
            connection.execute(DropSchema(schema, cascade=True, if_exists=True))
        else:
            METADATA.drop_all(connection)
            _VERSION.drop(connection, checkfirst=True)


def upgrade(engine: Engine, revision: str) -> None:
    """Run the migrations up to ``revision``."""
    from alembic import command

    with _configured(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Run the migrations back to ``revision``."""
    from alembic import command

    with _configured(engine) as config:
        command.downgrade(config, revision)


@contextmanager
def _configured(engine: Engine) -> Iterator[Any]:
    from alembic.config import Config  # imported where migrations run: it costs more than everything else at start

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with transaction(engine) as connection:
        if engine.dialect.name == "postgresql":
            # A migration takes as long as its tables are big.
            connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
        config.attributes["connection"] = connection
        yield config


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A real transaction: the pool's connections are in autocommit, and SQLite begins by itself only for writes."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.exec_driver_sql("COMMIT")
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
    else:
        with engine.connect() as plain:
            connection = plain.execution_options(isolation_level="READ COMMITTED")
            with connection.begin():
                yield connection
