"""Whether an account may write to the table, however it came to that right."""

from __future__ import annotations

import pytest

from panel_refunds_panel_db.address import parse_address
from panel_refunds_panel_db.connection import make_engine
from panel_refunds_panel_db.mapping.load import parse_mapping
from panel_refunds_panel_db.question import Question
from panel_refunds_panel_db.rights import find_writable

TABLES = Question(
    parse_mapping(
        'table = "orders"\nid = "id"\nstatus = "states.name"\n[join]\ntable = "states"\non = { state_id = "id" }\n',
        "panel-orders.toml",
    )
).tables


@pytest.fixture
def writable(panel):
    """What the reader may write to, of the tables of the mapping."""
    panel.run(
        "CREATE TABLE orders (id INTEGER, state_id INTEGER, status VARCHAR(9))",
        "CREATE TABLE states (id INTEGER, name VARCHAR(9))",
        "CREATE TABLE other (id INTEGER)",
    )
    panel.let_read("orders", "states")

    def find() -> str | None:
        engine = make_engine(parse_address(panel.url), 5)
        with engine.connect() as connection:
            found = find_writable(connection, TABLES)
        engine.dispose()
        return found

    return find


def test_an_account_that_only_reads_can_write_to_nothing(writable, panel):
    panel.let_read("other", right="INSERT")

    assert writable() is None


@pytest.mark.parametrize("right", ["INSERT", "UPDATE", "DELETE", "UPDATE (status)"])
def test_a_right_on_the_table_or_a_column_is_found(writable, panel, right):
    panel.let_read("orders", right=right)

    assert writable() == "orders"


def test_a_right_on_the_second_table_is_found(writable, panel):
    panel.let_read("states", right="UPDATE")

    assert writable() == "states"


def test_a_right_that_a_role_brings_is_found(writable, postgres, panel):
    if panel.kind == "mysql":
        panel.run("GRANT INSERT ON panel.* TO 'reader'@'127.0.0.1'")
        assert writable() == "orders"
        return
    panel.run("CREATE ROLE writers", "GRANT INSERT ON orders TO writers", "GRANT writers TO reader")
    assert writable() == "orders"
    panel.run("DROP OWNED BY writers", "DROP ROLE writers")


def test_a_right_on_everything_is_found(writable, mariadb, panel):
    if panel.kind == "postgresql":
        panel.run("ALTER ROLE reader SUPERUSER")
        assert writable() == "orders"
        panel.run("ALTER ROLE reader NOSUPERUSER")
        return
    panel.run("GRANT DELETE ON *.* TO 'reader'@'127.0.0.1'")
    assert writable() == "orders"
