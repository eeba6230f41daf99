"""``migrate`` brings a database to the newest schema and back, and a database at another one is not worked with."""

import sqlite3

from panel_refunds.store.schema import HEAD


def test_an_empty_database_gets_its_tables(run, root):
    done = run("migrate", "--root", root)

    assert done.exit_code == 0, done.output
    assert f"empty → {HEAD}" in done.stdout
    assert f"{HEAD} → {HEAD}" in run("migrate", "--root", root).stdout


def test_it_goes_back_and_forth(run, root):
    run("migrate", "--root", root)

    assert f"{HEAD} → empty" in run("migrate", "--to", "base", "--root", root).stdout
    assert f"empty → {HEAD}" in run("migrate", "--root", root).stdout


def test_a_database_can_be_named_in_place_of_the_configured_one(run, root, tmp_path):
    url = f"sqlite:///{tmp_path / 'other.sqlite3'}"

    assert run("migrate", "--root", root, "--database", url).exit_code == 0
    assert (tmp_path / "other.sqlite3").exists()
    assert not (root / "panel-refunds.sqlite3").exists()


def test_a_database_of_another_version_is_not_touched(run, root):
    run("migrate", "--root", root)
    with sqlite3.connect(root / "panel-refunds.sqlite3") as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
    database.close()

    done = run("audit", "--root", root)

    assert done.exit_code == 2
    assert "9999" in done.stderr
    assert "panel-refunds migrate" in done.stderr


def test_a_url_that_is_none_says_what_one_looks_like(run, root):
    done = run("migrate", "--root", root, "--database", "not a url")

    assert done.exit_code == 2
    assert "sqlite:///" in done.stderr


def test_a_server_that_does_not_answer_is_worth_another_try(run, root):
    done = run("migrate", "--root", root, "--database", "postgresql://nobody@127.0.0.1:1/nothing")

    assert done.exit_code == 3, done.output
    assert "refused" in done.stderr.lower()
