"""Keys are shown once, listed without their secret, and end when they are revoked."""

import json

from panel_refunds.web.api_keys import digest_of


def test_a_key_is_shown_once_and_kept_as_a_digest(run, root, with_desk):
    made = json.loads(run("keys", "create", "laravel", "--root", root, "--json").stdout)
    listed = run("keys", "list", "--root", root)

    assert made["key"].startswith("pr_live_")
    assert "admin" not in made["scopes"]
    assert made["id"] in listed.stdout
    assert made["key"] not in listed.stdout
    assert with_desk(lambda desk: desk.store.find_api_key(digest_of(made["key"]))).name == "laravel"


def test_a_key_has_the_scopes_it_is_given(run, root):
    done = run("keys", "create", "cron", "--scope", "read", "--scope", "orders", "--root", root)

    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("pr_live_")
    assert "(cron) may: orders, read." in done.stdout


def test_a_scope_that_does_not_exist_is_refused_with_those_that_do(run, root):
    done = run("keys", "create", "cron", "--scope", "everything", "--root", root)

    assert done.exit_code == 1
    assert "everything" in done.stderr
    assert "read" in done.stderr


def test_a_revoked_key_is_listed_as_such_and_cannot_be_revoked_again(run, root):
    made = json.loads(run("keys", "create", "cron", "--root", root, "--json").stdout)["id"]

    first, second = run("keys", "revoke", made, "--root", root), run("keys", "revoke", made, "--root", root)
    (listed,) = json.loads(run("keys", "list", "--root", root, "--json").stdout)

    assert first.stdout == f"{made} is revoked.\n"
    assert second.exit_code == 1
    assert "`panel-refunds keys list` shows them" in second.stderr
    assert listed["revoked_at"]


def test_the_key_of_a_customer_is_told_and_listed_with_its_customer(run, root):
    done = run("keys", "create", "child", "--customer", "c7", "--root", root)
    listed = json.loads(run("keys", "list", "--root", root, "--json").stdout)

    assert "(child) may: child of customer c7 only." in done.stdout
    assert [(key["scopes"], key["customer"]) for key in listed] == [(["child"], "c7")]
    assert "c7" in run("keys", "list", "--root", root).stdout
    assert run("keys", "create", "child", "--customer", "c7", "--scope", "read", "--root", root).exit_code == 1
    assert run("keys", "create", "child", "--scope", "child", "--root", root).exit_code == 1
