"""Connections that can only read, whatever the account may do, and that wait for nobody for long."""

from __future__ import annotations

import pytest
from sqlalchemy.exc import DBAPIError

from panel_refunds_panel_db.address import parse_address
from panel_refunds_panel_db.connection import make_engine


@pytest.fixture
def engine(panel):
    """An engine of an account that may do everything."""
    panel.orders((17, "Pending", 0))
    with_rights = "ALTER ROLE reader SUPERUSER", "ALTER ROLE reader NOSUPERUSER"
    if panel.kind == "mysql":
        with_rights = "GRANT ALL ON *.* TO 'reader'@'127.0.0.1'", "REVOKE ALL ON *.* FROM 'reader'@'127.0.0.1'"
    panel.run(with_rights[0])
    made = make_engine(parse_address(panel.url), 3)
    yield made
    made.dispose()
    panel.run(with_rights[1])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE orders SET status = 'Canceled'",
        "INSERT INTO orders VALUES (18, 'Pending', 0)",
        "DELETE FROM orders",
        "CREATE TABLE other (id INTEGER)",
        "DROP TABLE orders",
    ],
)
def test_nothing_can_be_written_also_by_who_may(engine, panel, statement):
    with engine.connect() as connection, pytest.raises(DBAPIError):
        connection.exec_driver_sql(statement)

    with panel.owner() as connection:
        assert connection.exec_driver_sql("SELECT id, status FROM orders").fetchall() == [(17, "Pending")]


def test_every_wait_has_an_end_on_the_server_too(engine, panel):
    with engine.connect() as connection:
        if panel.kind == "postgresql":
            told = [
                connection.exec_driver_sql(f"SHOW {name}").scalar()
                for name in ("statement_timeout", "lock_timeout", "transaction_read_only", "transaction_isolation")
            ]
            assert told == ["3s", "1500ms", "on", "read committed"]
        else:
            told = connection.exec_driver_sql(
                "SELECT @@max_statement_time, @@lock_wait_timeout, @@innodb_lock_wait_timeout, @@tx_read_only, @@tx_isolation"
            ).one()
            assert tuple(told) == (3, 1, 1, 1, "READ-COMMITTED")


def test_it_stays_read_only_after_a_transaction_ended(engine):
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1")
        connection.rollback()
        with pytest.raises(DBAPIError):
            connection.exec_driver_sql("DELETE FROM orders")


def test_making_an_engine_connects_to_nobody():
    make_engine(parse_address("postgresql://reader:pw@nobody.invalid/panel"), 1).dispose()
    make_engine(parse_address("mysql://reader:pw@nobody.invalid/panel"), 1).dispose()
