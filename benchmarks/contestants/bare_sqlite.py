"""sqlite3 alone, FULL: lock, refuse overdraft, update the balance, one entry, two postings, commit.

Options: ``path``, ``customers``.
"""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any

from benchmarks.clients import Work

_TABLES = """
CREATE TABLE wallet (id INTEGER PRIMARY KEY, balance INTEGER NOT NULL CHECK (balance >= 0));
CREATE TABLE entry (id INTEGER PRIMARY KEY, wallet INTEGER NOT NULL REFERENCES wallet, kind TEXT NOT NULL);
CREATE TABLE posting (entry INTEGER NOT NULL REFERENCES entry, seq INTEGER NOT NULL, account TEXT NOT NULL,
                      amount INTEGER NOT NULL, PRIMARY KEY (entry, seq)) WITHOUT ROWID;
"""


def set_up(path: Path, customers: int) -> None:
    """Wallets with plenty of money."""
    connection = _connect(path)
    connection.executescript(_TABLES)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO wallet VALUES (?, ?)", [(number, 10**16) for number in range(customers)])
    connection.execute("COMMIT")
    connection.close()


def prepare(options: dict[str, Any]) -> Work:
    connection = _connect(Path(options["path"]))
    dice = random.Random(f"{options['client']}/{options['thread']}")

    def work() -> None:
        wallet, amount = dice.randrange(options["customers"]), 27_819_000
        connection.execute("BEGIN IMMEDIATE")
        (left,) = connection.execute("SELECT balance FROM wallet WHERE id = ?", (wallet,)).fetchone()
        if left < amount:
            raise RuntimeError("overdraft")
        connection.execute("UPDATE wallet SET balance = balance - ? WHERE id = ?", (amount, wallet))
        entry = connection.execute("INSERT INTO entry (wallet, kind) VALUES (?, 'charge')", (wallet,)).lastrowid
        legs = [(entry, 1, "wallet", -amount), (entry, 2, "sales", amount)]
        connection.executemany("INSERT INTO posting VALUES (?, ?, ?, ?)", legs)
        connection.execute("COMMIT")

    return work


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30, check_same_thread=False, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    return connection
