"""The limit: pgbench runs the smallest honest transaction as one function on the server, in one trip.

It locks the wallet, refuses overdraft, updates the balance, inserts one entry and two postings, and commits. No work of
a product can be faster; how near it comes is what counts.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import psycopg

from benchmarks.postgres_server import PostgresServer
from benchmarks.rounds import NotAtHandError

_SQL = """
CREATE TABLE wallet (id int PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0));
CREATE TABLE entry (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    wallet int NOT NULL REFERENCES wallet, kind text NOT NULL, at timestamptz NOT NULL
);
CREATE TABLE posting (
    entry bigint NOT NULL REFERENCES entry, seq int NOT NULL, account text NOT NULL, amount bigint NOT NULL,
    PRIMARY KEY (entry, seq)
);
CREATE FUNCTION charge(payer int, price bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    free bigint;
    made bigint;
BEGIN
    SELECT balance INTO STRICT free FROM wallet WHERE id = payer FOR UPDATE;
    IF free < price THEN
        RAISE EXCEPTION 'overdraft';
    END IF;
    UPDATE wallet SET balance = balance - price WHERE id = payer;
    INSERT INTO entry (wallet, kind, at) VALUES (payer, 'charge', now()) RETURNING id INTO made;
    INSERT INTO posting VALUES (made, 1, 'wallet', -price), (made, 2, 'sales', price);
    RETURN made;
END $$;
"""


class Limit:
    """The function in a database of its own, and pgbench to call it."""

    def __init__(self, server: PostgresServer, folder: Path, customers: int) -> None:
        self._server = server
        self._script = folder / "charge.pgbench"
        self._script.write_text(f"\\set payer random(1, {customers})\nSELECT charge(:payer, 27819000);\n")
        self._database = f"bench_limit_{uuid4().hex[:8]}"
        with psycopg.connect(server.create_database(self._database), autocommit=True) as connection:
            connection.execute(_SQL.encode())
            fill = f"INSERT INTO wallet SELECT id, 10000000000000000 FROM generate_series(1, {customers}) AS id"
            connection.execute(fill.encode())

    def play(self, clients: int, seconds: float) -> float:
        """Transactions a second of so many connections; NotAtHandError without pgbench."""
        pgbench = shutil.which("pgbench")
        if pgbench is None:
            raise NotAtHandError("pgbench is not on the PATH; it comes with Debian's postgresql package")
        command = [pgbench, "--no-vacuum", "--protocol=prepared", "--file", str(self._script)]
        command += ["--client", str(clients), "--jobs", str(min(clients, 2)), "--time", str(max(round(seconds), 1))]
        command += ["--host", str(self._server.socket_dir), "--port", str(self._server.port), "--username", "postgres"]
        done = subprocess.run([*command, self._database], check=False, capture_output=True, text=True)
        found = re.search(r"tps = ([0-9.]+)", done.stdout)
        if done.returncode or not found:
            raise RuntimeError(f"pgbench: {done.stderr.strip()[-300:]}")
        return float(found.group(1))
