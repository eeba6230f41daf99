"""pgledger through psycopg: one transfer from a random wallet to the house. Options: ``url``, ``customers``.

Its functions are in the database already; wallets may not go below zero.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.clients import Work


def set_up(url: str, files: Sequence[Path], customers: int) -> None:
    """Load pgledger's SQL and open an account for every customer and one for the house, ids in order of the names."""
    with psycopg.connect(url, autocommit=True) as connection:
        for file in files:
            connection.execute(file.read_bytes())
        create = "SELECT id FROM pgledger_create_account(%s, 'USD', %s, TRUE)"
        house = connection.execute(create, ["house", True]).fetchone()
        for number in range(customers):
            opened = connection.execute(create, [f"customer-{number}", False]).fetchone()
            fill = "SELECT id FROM pgledger_create_transfer(%s, %s, 100000000)"
            connection.execute(fill, [(house or [""])[0], (opened or [""])[0]])


def prepare(options: dict[str, Any]) -> Work:
    connection = psycopg.connect(options["url"], autocommit=True)
    accounts = dict(connection.execute("SELECT name, id FROM pgledger_accounts").fetchall())
    dice = random.Random(options["client"])
    house = accounts["house"]

    def work() -> None:
        payer = accounts[f"customer-{dice.randrange(options['customers'])}"]
        transfer = "SELECT id FROM pgledger_create_transfer(%s, %s, %s)"
        connection.execute(transfer, [payer, house, "0.27819"], prepare=True).fetchone()

    return work
