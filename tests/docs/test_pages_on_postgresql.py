"""The pages about PostgreSQL, on a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

GUIDES = Path(__file__).parents[2] / "docs/guides"
SHOWN = "postgresql://refunds@localhost/refunds"

pytestmark = pytest.mark.postgres


@pytest.fixture
def new_database(postgres_server: str) -> Iterator[str]:
    """An empty database of its own, and a role beside the owner."""
    import psycopg

    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE pages")
        connection.execute("CREATE ROLE refunds_service LOGIN")
    url = postgres_server.replace("/postgres?", "/pages?")
    yield url
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP OWNED BY refunds_service")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE pages")
        connection.execute("DROP ROLE refunds_service")


@pytest.mark.parametrize("page", ["run-on-postgresql.md", "append-only-journal.md"])
def test_the_page_is_true(page, play, new_database):
    faults = play(GUIDES / page, **{SHOWN: f"'{new_database}'"})

    assert not faults, "\n".join(faults)


def test_the_service_of_the_restricted_role_works_and_cannot_change_the_journal(play, new_database):
    import psycopg

    from panel_refunds.store import Store

    play(GUIDES / "append-only-journal.md", **{SHOWN: f"'{new_database}'"})
    url = new_database.replace("postgres@", "refunds_service@")

    store = Store(url)
    store.ping()
    store.close()
    with (
        psycopg.connect(url, autocommit=True) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("UPDATE journal_entry SET kind = 'x'")
