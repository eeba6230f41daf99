"""``audit`` says that the books are in order, and names what is not."""

import json
import sqlite3


def test_books_in_order_are_said_to_be(run, root, deposit):
    done = run("audit", "--root", root)

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("my-panel: in order (")


def test_a_damage_is_named_and_ends_with_one(run, root, deposit):
    with sqlite3.connect(root / "panel-refunds.sqlite3") as database:
        database.execute("UPDATE wallet SET cash = cash + 1")
    database.close()

    done = run("audit", "--root", root)
    told = json.loads(run("audit", "--root", root, "--json").stdout)

    assert done.exit_code == 1
    assert done.stdout.startswith("my-panel: ")
    assert "faults" in done.stdout or "fault" in done.stdout
    assert told["my-panel"]["ok"] is False


def test_one_tenant_can_be_named_and_has_to_exist(run, root, deposit):
    assert run("audit", "--tenant", "my-panel", "--root", root).exit_code == 0
    unknown = run("audit", "--tenant", "other", "--root", root)

    assert unknown.exit_code == 2
    assert "there is no tenant 'other'; known: my-panel" in unknown.stderr
