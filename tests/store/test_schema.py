"""The schema keeps its rules, and migrations lead to exactly the tables the store works with."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, inspect

from panel_refunds.store import Store
from panel_refunds.store.schema import HEAD
from panel_refunds.store.tables import METADATA

OF_TENANTS = [table for table in METADATA.sorted_tables if table.name != "api_key"]
NAMES = [
    part.name
    for table in METADATA.sorted_tables
    for part in [*table.constraints, *table.indexes]
    if not (isinstance(part, CheckConstraint) and part.name is None)
]


@pytest.mark.parametrize("table", OF_TENANTS, ids=lambda table: table.name)
def test_the_tenant_comes_first_in_every_key_and_index(table):
    keys = [list(table.primary_key.columns), *(list(index.columns) for index in table.indexes)]
    keys += [list(each.columns) for each in table.constraints if isinstance(each, ForeignKeyConstraint)]

    assert {key[0].name for key in keys} == {"tenant_id"}


def test_every_constraint_has_a_name_of_at_most_fifty_letters():
    assert all(name and len(name) <= 50 for name in NAMES)
    assert len(set(NAMES)) == len(NAMES)


def test_no_table_uses_a_sequence_or_a_default_of_the_server():
    columns = [column for table in METADATA.sorted_tables for column in table.columns]

    assert not [column for column in columns if column.server_default or column.autoincrement is True]


def test_the_newest_revision_is_the_one_the_store_works_with():
    config = Config()
    config.set_main_option("script_location", "panel_refunds:store/migrations")
    config.set_main_option("path_separator", "os")

    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_migrations_lead_up_and_down_again(empty):
    assert empty.current_revision() is None

    empty.migrate()
    assert empty.current_revision() == HEAD
    empty.migrate()
    empty.downgrade("0001")
    assert empty.current_revision() == "0001"
    empty.migrate()
    empty.downgrade("base")

    assert empty.current_revision() is None
    with empty.engine.connect() as connection:
        assert set(inspect(connection).get_table_names()) <= {"alembic_version"}


def test_migrated_tables_are_the_tables_of_the_store(empty):
    empty.migrate()
    with empty.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    migrated = described(empty)

    # Alembic compares neither conditions nor what only one database knows; the databases' own words do.
    empty.downgrade("base")
    empty.create_schema()
    made = described(empty)
    assert migrated == made
    assert len(made) > 100


def test_creating_what_is_there_changes_nothing(empty):
    empty.create_schema()
    before = described(empty)
    empty.create_schema()

    assert described(empty) == before


def described(store: Store) -> list[tuple[str, ...]]:
    """Every column, constraint and index as the database describes it."""
    if store.dialect == "sqlite":
        queries = [r"SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"]
    else:
        queries = [
            """SELECT table_name, column_name, data_type, is_nullable, collation_name FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name <> 'alembic_version'""",
            """SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = current_schema()::regnamespace AND contype <> 'n'
            AND conrelid::regclass::text <> 'alembic_version'""",
            """SELECT tablename, indexname, indexdef FROM pg_indexes
            WHERE schemaname = current_schema() AND tablename <> 'alembic_version'""",
        ]
    rows: list[tuple[str, ...]] = []
    with store.engine.connect() as connection:
        for query in queries:
            rows += [tuple(str(value) for value in row) for row in connection.exec_driver_sql(query)]
    return sorted(part for row in rows for part in parts(row))


def parts(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A table's own words line by line: the order of its constraints, and quotes around a name, mean nothing."""
    *names, text = row
    lines = [re.sub(r"\s+", " ", line.replace('"', "")).strip(" ,") for line in text.splitlines()]
    return [(*names, line) for line in lines if line]


def test_the_migrations_do_not_load_alembic_before_they_are_needed():
    code = "import sys, panel_refunds.store; sys.exit('alembic' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
