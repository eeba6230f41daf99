"""The tables of two panels, each in a database of its own on a real PostgreSQL, with a reader that may only read.

The panel itself works on its tables as their owner, and keeps what remains as a text, as some do, so that anything can
stand there. What is asked of the tables nobody hears.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote, urlsplit

from sqlalchemy import Connection, NullPool, create_engine

import panel_refunds_panel_db
from panel_refunds_testkit.peer.adapter_peer import Account
from panel_refunds_testkit.peer.clock import PeerClock
from panel_refunds_testkit.peer.provider_peer import ProviderPeer, Remains, Spoilt
from panel_refunds_testkit.watch import aside

ACCOUNTS: tuple[Account, Account] = ("first", "second")
MAPPING = (
    'table = "orders"\nid = "id"\nstatus = "state"\n\n[remains]\ncolumn = "undelivered"\n\n[words]\n"7" = "paused"\n'
)
TABLE = "CREATE TABLE orders (id BIGINT PRIMARY KEY, state TEXT, undelivered TEXT)"
EMPTIED = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public", "GRANT USAGE ON SCHEMA public TO reader")
SPOILT: Mapping[Spoilt, Sequence[str]] = {
    "empty": ["DELETE FROM orders"],
    "half": ["ALTER TABLE orders DROP COLUMN state"],
    "garbage": [
        "ALTER TABLE orders DROP COLUMN id, DROP COLUMN state",
        "ALTER TABLE orders ADD COLUMN id DOUBLE PRECISION, ADD COLUMN state BYTEA",
    ],
    "gone": ["DROP TABLE orders"],
}


class PanelTables(ProviderPeer):
    """Both panels; the addresses are of a database by its name, for its owner and for who may only read."""

    plugin = panel_refunds_panel_db
    use = "panel_db"
    words = {  # noqa: RUF012 - never changed
        "pending": "Pending",
        "processing": "Processing",
        "in_progress": "In progress",
        "completed": "Completed",
        "partial": "Partially completed",
        "canceled": "Cancelled",
        "failed": "Fail",
        "paused": "7",
    }
    tells_strangers = False

    def __init__(self, owner_url: Callable[[str], str], reader_url: Callable[[str], str]) -> None:
        self.clock = PeerClock()
        self._owner_url, self._reader_url = owner_url, reader_url
        self._open = ExitStack()
        self._owners: dict[Account, Connection] = {}
        self._folders: dict[Account, Path] = {}
        self._placed: dict[str, Account] = {}
        self._kept = False

    @property
    def url(self) -> str:
        """Nobody is asked over HTTP."""
        return ""

    def start(self) -> None:
        """An empty database, and a tenant's folder with the mapping, for each of the two.

        Making a database takes long, so the ones of the check before are emptied; they go with their server.
        """
        everything = self._own("postgres")
        for account in ACCOUNTS:
            name = _database(account)
            if not everything.exec_driver_sql("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).first():
                everything.exec_driver_sql(f"CREATE DATABASE {name}")
            self._owners[account] = self._own(name)
            for statement in EMPTIED:
                self._run(account, statement)
            self._make_table(account)
            self._folders[account] = Path(mkdtemp())
            self._open.callback(rmtree, self._folders[account])
            (self._folders[account] / "panel-orders.toml").write_text(MAPPING, encoding="utf-8")

    def stop(self) -> None:
        """Let go of the databases, and throw the folders away."""
        self._open.close()

    def folder_of(self, account: Account) -> Path:
        """The tenant's folder."""
        return self._folders[account]

    def settings(self, base_url: str, account: Account = "first") -> Mapping[str, Any]:
        """The reader's address; with an address that is not the database's own, one where nobody is."""
        own = self._reader_url(_database(account))
        elsewhere = f"postgresql://reader:{quote('no-one-listens-here')}@{urlsplit(base_url).netloc}/panel"
        return {"database": elsewhere if base_url else own, "mapping": "panel-orders.toml"}

    def wrong_settings(self, base_url: str) -> Mapping[str, Any]:
        """An account that the database does not know."""
        right = self.settings(base_url)
        return {**right, "database": right["database"].replace("//reader:", "//stranger:")}

    def requests_seen(self) -> Sequence[str]:
        """A table hears nothing."""
        return ()

    def orders_asked(self) -> Sequence[Sequence[str]]:
        """A table hears nothing."""
        return ()

    def place(self, word: str, *, remains: Remains = None, quantity: int = 1000, account: Account = "first") -> str:
        """One more row."""
        del quantity  # the mapping reads what remains, and not a count
        ref = str(510_000 + len(self._placed) * 3)
        self._placed[ref] = account
        self._run(account, "INSERT INTO orders VALUES (%s, %s, %s)", int(ref), word, _text(remains))
        return ref

    def change(self, ref: str, word: str, remains: Remains = None) -> None:
        """The row says something else."""
        statement = "UPDATE orders SET state = %s, undelivered = %s WHERE id = %s"
        self._run(self._placed[ref], statement, word, _text(remains), int(ref))

    def fail(self, ref: str) -> None:
        """The row has no status any more."""
        self._run(self._placed[ref], "UPDATE orders SET state = NULL WHERE id = %s", int(ref))

    def spoil(self, how: Spoilt) -> None:
        """The table is another one, beginning from how it was."""
        if not self._kept:
            self._run("first", "CREATE TABLE kept AS SELECT id, state, undelivered FROM orders")
            self._kept = True
        self._run("first", "DROP TABLE IF EXISTS orders")
        self._make_table("first")
        self._run("first", "INSERT INTO orders SELECT id, state, undelivered FROM kept")
        for statement in SPOILT[how]:
            self._run("first", statement)

    def _own(self, name: str) -> Connection:
        """The owner's connection to a database."""
        engine = create_engine(self._owner_url(name), poolclass=NullPool, isolation_level="AUTOCOMMIT")
        return self._open.enter_context(engine.connect())

    def _make_table(self, account: Account) -> None:
        self._run(account, TABLE)
        self._run(account, "GRANT SELECT ON orders TO reader")

    def _run(self, account: Account, statement: str, *values: object) -> None:
        with aside():
            self._owners[account].exec_driver_sql(statement, values or None)


def _database(account: Account) -> str:
    return f"panel_of_the_{account}"


def _text(remains: Remains) -> str | None:
    return None if remains is None else str(remains)
