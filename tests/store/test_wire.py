"""The wire to PostgreSQL: one trip, every answer, and no hang when the other end is gone."""

from __future__ import annotations

import threading

import psycopg
import pytest

from panel_refunds.store.wire import Wire

pytestmark = pytest.mark.postgres


@pytest.fixture
def wire(postgres_url):
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        yield Wire(connection)


def test_several_statements_go_in_one_trip_and_each_has_its_answer(wire):
    first, second = wire.send([("SELECT $1::BIGINT + 1", [1]), ("SELECT generate_series(1, 3)", ())])

    assert first.rows == [(2,)]
    assert second.rows == [(1,), (2,), (3,)]


def test_what_stands_behind_a_failure_does_not_run(wire):
    wire.send([("CREATE TEMP TABLE seen (n BIGINT)", ())])
    with pytest.raises(psycopg.errors.DivisionByZero):
        wire.send([("BEGIN", ()), ("SELECT 1 / 0", ()), ("INSERT INTO seen VALUES (1)", ()), ("COMMIT", ())])
    wire.roll_back()

    assert wire.send([("SELECT count(*) FROM seen", ())])[0].rows == [(0,)]


def test_a_statement_stays_prepared_when_its_transaction_is_undone(wire):
    wire.send([("BEGIN", ()), ("SELECT 41 + 1", ())])
    wire.roll_back()
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement = 'SELECT 41 + 1'"

    assert wire.send([("SELECT 41 + 1", ()), (prepared, ())])[1].rows == [(1,)]


def test_a_connection_that_ends_in_the_middle_is_an_error_and_not_a_hang(wire, postgres_url):
    pid = wire.send([("SELECT pg_backend_pid()", ())])[0].rows[0][0]
    with psycopg.connect(postgres_url, autocommit=True) as killer:
        threading.Timer(0.05, lambda: killer.execute("SELECT pg_terminate_backend(%s)", [pid])).start()
        with pytest.raises(psycopg.OperationalError):
            wire.send([("SELECT pg_sleep(30)", ())])

    assert wire.connection.closed
