"""Whatever is damaged, the audit says so: every kind of damage is done once, with SQL, past everything that guards."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Connection, make_url, text
from tests.store.damages import DAMAGES, DEPOSITS, JOURNAL, ORDERS, REFUNDS, REQUESTS, Damage, copied, damage
from tests.store.lived_in import live_in

from panel_refunds.ledger.audit.fault import FAULTS, AuditReport
from panel_refunds.ledger.journal import FIRST_HASH, Posting, entry_hash
from panel_refunds.store import Store
from panel_refunds.store.audit import audit_tenant

# ---------------------------------------------------------------- books to damage


@dataclass
class LivedIn:
    """Books on one kind of database, made once, of which every test gets a copy of its own."""

    copy: Callable[[], Any]
    tenant: UUID
    at: datetime
    ids: dict[str, str]


@pytest.fixture(scope="module")
def _sqlite_books(tmp_path_factory: pytest.TempPathFactory) -> LivedIn:
    folder = tmp_path_factory.mktemp("books")
    with _sqlite(folder / "whole.sqlite3") as store:
        store.create_schema()
        made = live_in(store)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def copy() -> Iterator[Store]:
        with _sqlite(shutil.copy(folder / "whole.sqlite3", folder / "copy.sqlite3")) as store:
            yield store

    return LivedIn(copy, *made)


@pytest.fixture(scope="module")
def _postgres_books(postgres_server: str) -> Iterator[LivedIn]:
    @contextmanager
    def copy() -> Iterator[Store]:
        with _database(postgres_server, "copied", "TEMPLATE whole"), _postgres(postgres_server, "copied") as store:
            yield store

    with _database(postgres_server, "whole"):
        with _postgres(postgres_server, "whole") as store:
            store.create_schema()
            made = live_in(store)
            with store.engine.connect() as connection:
                connection.exec_driver_sql(WITHOUT_CHECKS)
        yield LivedIn(copy, *made)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def lived_in(request: pytest.FixtureRequest) -> LivedIn:
    books: LivedIn = request.getfixturevalue("_sqlite_books" if request.param == "sqlite" else "_postgres_books")
    return books


WITHOUT_CHECKS = """
DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT conrelid::regclass AS name, conname FROM pg_constraint
              WHERE contype = 'c' AND connamespace = 'public'::regnamespace LOOP
    EXECUTE 'ALTER TABLE ' || each.name || ' DROP CONSTRAINT ' || quote_ident(each.conname);
  END LOOP;
END $$"""


@contextmanager
def _sqlite(file: str | Path) -> Iterator[Store]:
    store = Store(f"sqlite:///{file}")
    try:
        yield store
    finally:
        store.close()
        for rest in Path(file).parent.glob(f"{Path(file).name}-*"):
            rest.unlink()


@contextmanager
def _database(server: str, name: str, how: str = "") -> Iterator[None]:
    admin = Store(server)
    with admin.engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} {how}")
    try:
        yield
    finally:
        with admin.engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {name} WITH (FORCE)")
        admin.close()


@contextmanager
def _postgres(server: str, name: str) -> Iterator[Store]:
    store = Store(make_url(server).set(database=name).render_as_string(hide_password=False))
    try:
        yield store
    finally:
        store.close()


# ---------------------------------------------------------------- doing damage


def inflict(store: Store, harm: Damage, ids: dict[str, str]) -> None:
    with store.engine.connect() as plain:
        if store.dialect == "sqlite":
            plain.exec_driver_sql("PRAGMA foreign_keys = OFF")
            plain.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        else:
            plain.exec_driver_sql("SET session_replication_role = replica")
        for index in harm.first:
            plain.exec_driver_sql(f"DROP INDEX {index}")
        for statement in harm.sql:
            done = plain.exec_driver_sql(statement.format(**ids).replace("%", "%%"))
            assert done.rowcount != 0, f"nothing was damaged by {statement}"
        if harm.forged:
            forge(plain)
        if store.dialect == "sqlite":
            plain.exec_driver_sql("PRAGMA foreign_keys = ON")
            plain.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")


def forge(connection: Connection) -> None:
    """Make all numbers and hashes of all journals right again."""
    for (wallet,) in connection.execute(text("SELECT DISTINCT wallet_id FROM journal_entry")).all():
        before, number = FIRST_HASH, 0
        entries = connection.execute(
            text("SELECT number, entry_id, kind, about, at FROM journal_entry WHERE wallet_id = :w ORDER BY number"),
            {"w": wallet},
        ).all()
        for number, entry_id, kind, about, at in entries:
            legs = connection.execute(
                text("SELECT account, amount, lot_id FROM posting WHERE wallet_id = :w AND number = :n ORDER BY seq"),
                {"w": wallet, "n": number},
            ).all()
            moment = datetime.fromisoformat(at) if isinstance(at, str) else at
            postings = [Posting(*leg) for leg in legs]
            new = entry_hash(entry_id, wallet, number, kind, about, moment, postings, before)
            connection.execute(
                text(
                    "UPDATE journal_entry SET hash = :new, previous_hash = :before WHERE wallet_id = :w AND number = :n"
                ),
                {"new": new, "before": before, "w": wallet, "n": number},
            )
            before = new
        connection.execute(
            text("UPDATE wallet SET entries = :n, head_hash = :h WHERE wallet_id = :w"),
            {"n": number, "h": before, "w": wallet},
        )


def audit(books: LivedIn, store: Store) -> AuditReport:
    return audit_tenant(store, books.tenant, now=books.at)


# What finds damage knows nothing of databases, so PostgreSQL has one of each kind, and SQLite, which is quicker, all.
FIRST_OF_EACH = {harm.code: harm for harm in reversed(DAMAGES)}.values()
CASES = [
    *(pytest.param("sqlite", harm, id=f"sqlite-{harm.code}: {harm.what}") for harm in DAMAGES),
    *(
        pytest.param("postgresql", harm, id=f"postgresql-{harm.code}: {harm.what}", marks=pytest.mark.postgres)
        for harm in FIRST_OF_EACH
    ),
]


@pytest.mark.parametrize(("lived_in", "harm"), CASES, indirect=["lived_in"])
def test_damage_is_found_and_named(lived_in: LivedIn, harm: Damage) -> None:
    with lived_in.copy() as store:
        inflict(store, harm, lived_in.ids)
        report = audit(lived_in, store)

    assert harm.code in {fault.code for fault in report.faults}, report.faults
    assert all(fault.ids and fault.text.endswith(".") for fault in report.faults)


def test_whole_books_have_no_faults_and_everything_in_them_was_looked_at(lived_in: LivedIn) -> None:
    with lived_in.copy() as store:
        report = audit(lived_in, store)
        with store.engine.connect() as connection:
            there = {
                noun: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
                for noun, table in (
                    ("wallets", "wallet"),
                    ("entries", "journal_entry"),
                    ("postings", "posting"),
                    ("lots", "lot"),
                    ("holds", "hold"),
                    ("deposits", "deposit"),
                    ("orders", "orders"),
                    ("slices", "order_slice"),
                    ("requests", "refund_request"),
                    ("decisions", "decision"),
                    ("refunds", "refund"),
                    ("attempts", "attempt"),
                    ("disputes", "dispute"),
                )
            }

    assert report.faults == ()
    assert report.ok
    assert report.counts == there
    assert min(there.values()) > 0


def test_every_code_has_a_damage_that_it_is_found_by() -> None:
    elsewhere = {"row_unreadable", "entry_from_future"}

    assert {harm.code for harm in DAMAGES} == FAULTS.keys() - elsewhere


def test_an_entry_of_tomorrow_is_found(lived_in: LivedIn) -> None:
    with lived_in.copy() as store:
        report = audit_tenant(store, lived_in.tenant, now=lived_in.at - timedelta(days=1))

    assert {fault.code for fault in report.faults} == {"entry_from_future"}


def test_a_row_that_cannot_be_read_is_named_and_the_rest_is_audited(lived_in: LivedIn) -> None:
    """PostgreSQL keeps such a value out by itself; SQLite takes any text for a moment."""
    with lived_in.copy() as store:
        if store.dialect != "sqlite":
            pytest.skip("the columns of PostgreSQL refuse it")
        inflict(
            store, damage("", "", "UPDATE deposit SET credited_at = 'soon' WHERE deposit_id = '{quiet}'"), lived_in.ids
        )
        report = audit(lived_in, store)

    found = {fault.code: fault for fault in report.faults}
    assert found["row_unreadable"].ids == (lived_in.ids["quiet"],)
    assert "entry_about_nothing" in found


def test_other_tenants_books_are_not_looked_at(lived_in: LivedIn) -> None:
    with lived_in.copy() as store:
        report = audit_tenant(store, UUID(int=7), now=lived_in.at)

    assert report.ok
    assert set(report.counts.values()) == {0}


def test_damage_of_several_kinds_is_told_at_once(lived_in: LivedIn) -> None:
    several = [kinds[0] for kinds in (JOURNAL, DEPOSITS, ORDERS, REFUNDS)] + [REQUESTS[3]]
    with lived_in.copy() as store:
        for harm in several:
            inflict(store, harm, lived_in.ids)
        report = audit(lived_in, store)

    assert {fault.code for fault in report.faults} >= {harm.code for harm in several}
    assert not report.ok


def test_journals_longer_than_a_page_are_read_whole(lived_in: LivedIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("panel_refunds.store.audit.ENTRIES_AT_ONCE", 3)
    monkeypatch.setattr("panel_refunds.store.audit.WALLETS_AT_ONCE", 1)
    monkeypatch.setattr("panel_refunds.store.audit_pages.MOST_AT_ONCE", 2)
    monkeypatch.setattr("panel_refunds.store.audit_strays.ROWS_AT_ONCE", 2)
    with lived_in.copy() as store:
        whole = audit(lived_in, store)
        inflict(store, damage("", "", copied("lot", "lot_id = '{untied}'", lot_id="'lot_x'")), lived_in.ids)
        inflict(store, damage("", "", "DELETE FROM posting WHERE wallet_id = '{w1}' AND number = 7"), lived_in.ids)
        damaged = audit(lived_in, store)

    assert whole.ok
    assert {"lot_unposted", "entry_altered"} <= {fault.code for fault in damaged.faults}
