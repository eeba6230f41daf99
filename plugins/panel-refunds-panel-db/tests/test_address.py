"""The address of a database: what it may say, and that nobody sees it."""

import pytest

from panel_refunds.errors import Refused
from panel_refunds_panel_db import address as module
from panel_refunds_panel_db.address import parse_address


@pytest.mark.parametrize(
    ("text", "server", "dialect"),
    [
        ("postgresql://reader:pw@db.example/panel", "postgresql", "postgresql+psycopg"),
        ("postgres://reader:pw@db.example/panel?sslmode=require", "postgresql", "postgresql+psycopg"),
        ("mysql://reader:pw@db.example:3307/panel", "mysql", "mysql+pymysql"),
        ("mariadb://reader:pw@localhost/panel?unix_socket=/run/x", "mysql", "mysql+pymysql"),
    ],
)
def test_an_address_of_each_kind_is_read_with_its_driver(text, server, dialect):
    address = parse_address(text)

    assert (address.server, address.url.drivername, address.url.database) == (server, dialect, "panel")
    assert "pw" not in repr(address)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("sqlite:///hunter2.db", "Only PostgreSQL, MySQL and MariaDB"),
        ("hunter2://x/y", "Only PostgreSQL, MySQL and MariaDB"),
        ("mysql://r:hunter2@h:port/panel", "cannot be read"),
        ("mysql://r:hunter2@h", "names no database"),
        ("mysql://r:hunter2@h/panel?local_infile=1", "may not have the option 'local_infile'"),
        ("mysql://r:hunter2@h/panel?init_command=x", "may not have the option 'init_command'"),
        ("postgresql://r:hunter2@h/panel?options=-c", "may not have the option 'options'"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_without_being_shown(text, says):
    with pytest.raises(Refused) as caught:
        parse_address(text)

    assert says in caught.value.text
    assert caught.value.field == "database"
    assert "hunter2" not in str(caught.value)
    assert caught.value.__suppress_context__ or caught.value.__context__ is None


def test_a_text_that_is_no_address_is_let_through_for_checks_without_secrets():
    assert parse_address("unread-env") is None


def test_a_driver_that_is_not_installed_is_named_with_what_to_install(monkeypatch):
    monkeypatch.setattr(module.importlib.util, "find_spec", lambda _name: None)

    with pytest.raises(Refused, match=r"install panel-refunds-panel-db\[mysql\]"):
        parse_address("mysql://r:pw@h/panel")
