"""The database of a run is gone afterwards, and whatever else is in the one that was named is not touched."""

import sqlite3

import pytest
from sqlalchemy import inspect

from panel_refunds.testing.stories.throw_away import throw_away_store


def test_in_memory_is_the_default():
    with throw_away_store(None) as store:
        assert str(store) == "sqlite://"
        assert store.current_revision()


def test_beside_a_sqlite_file_nothing_is_left_and_the_file_is_not_touched(tmp_path):
    file = tmp_path / "mine.sqlite3"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE wallet (precious)")
    connection.close()
    before = file.read_bytes()

    with throw_away_store(f"sqlite:///{file}") as store:
        assert store.url.database != str(file)
        assert store.current_revision()
        assert len(list(tmp_path.iterdir())) == 2

    assert list(tmp_path.iterdir()) == [file]
    assert file.read_bytes() == before


def test_nothing_is_left_when_a_story_breaks(tmp_path):
    with pytest.raises(RuntimeError), throw_away_store(f"sqlite:///{tmp_path / 'x.sqlite3'}"):
        raise RuntimeError

    assert list(tmp_path.iterdir()) == []


@pytest.mark.postgres
def test_on_postgresql_it_is_a_schema_of_its_own_dropped_afterwards(postgres_url):
    with throw_away_store(postgres_url) as store:
        schema = store.schema
        assert schema in inspect(store.engine).get_schema_names()
    with throw_away_store(postgres_url) as store:
        assert store.schema != schema
        assert schema not in inspect(store.engine).get_schema_names()
