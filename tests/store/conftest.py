"""A till on each database."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.store.till import Till

from panel_refunds.store import Store


@pytest.fixture
def till(store, new_id, clock) -> Till:
    """A tenant that credits and charges without any rules."""
    return Till(store, new_id, clock)


@pytest.fixture
def change_rows(database_url: str) -> Iterator[Callable[[str], None]]:
    """Runs SQL past the store and its guard, as somebody with the database's password would."""
    unguarded = Store(database_url)

    def run(sql: str) -> None:
        with unguarded.engine.begin() as connection:
            connection.exec_driver_sql(sql)

    yield run
    unguarded.close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty(request, tmp_path):
    """A database without any table."""
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'empty.sqlite3'}")
        yield store
        store.close()
        return
    store = Store(request.getfixturevalue("postgres_server"), schema="migrated")
    with store.engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA migrated")
    yield store
    store.drop_schema()
    store.close()
