"""``try-rule`` shows what a rule would change, for a person and for a program, and writes nothing."""

import json

import pytest

RULE = """
[rules.large]
use = "review_above"
amount = "{amount}"
dry_run = true
"""


@pytest.fixture
def rule(root):
    file = root / "tenants" / "my-panel" / "tenant.toml"
    written = file.read_text(encoding="utf-8")

    def put(amount):
        file.write_text(written + RULE.format(amount=amount), encoding="utf-8")

    put("15.00")
    return put


@pytest.fixture
def request_id(run, root, deposit, rule):
    return json.loads(run("request", "maya", "--amount", "20.00", "--root", root, "--json").stdout)["id"]


def test_a_person_reads_each_request_and_the_total(run, root, request_id):
    done = run("try-rule", "my-panel", "large", "--root", root)

    assert done.exit_code == 0, done.output
    assert "rules.large of My Panel, tried on 1 of its requests. Nothing was written." in done.stdout
    assert "The facts are those of today" in done.stdout
    assert f"{request_id}  maya, in_review: sent to a person\n" in done.stdout
    assert "    approve 20.00 USD → approve 20.00 USD, a person\n" in done.stdout
    assert "denied: 0\ncapped: 0\nsent to a person: 1 (20.00 USD)\nas before: 0\n" in done.stdout


def test_a_program_reads_the_same(run, root, request_id):
    told = json.loads(run("try-rule", "my-panel", "large", "--root", root, "--json").stdout)

    assert (told["tenant"], told["rule"], told["tried"], told["unchanged"]) == ("my-panel", "rules.large", 1, 0)
    assert told["totals"]["reviewed"] == {"requests": 1, "amounts": {"USD": "20.00"}}
    assert told["totals"]["denied"] == {"requests": 0, "amounts": {}}
    (one,) = told["requests"]
    assert (one["id"], one["change"], one["amount"], one["decided_again"]) == (request_id, "reviewed", "20.00", True)
    assert one["said"] == [
        {"effect": "review", "code": "above_limit", "clause": "5", "figures": {"asked": "20.00", "limit": "15.00"}}
    ]
    assert one["without"] == {"recommend": "approve", "gross": "20.00", "for_a_person": False}
    assert one["with"] == {"recommend": "approve", "gross": "20.00", "for_a_person": True}


def test_what_it_would_not_change_is_counted(run, root, request_id, rule):
    rule("25.00")

    assert "as before: 1\n" in run("try-rule", "my-panel", "large", "--root", root).stdout


def test_without_requests_there_is_nothing_to_try(run, root, rule):
    done = run("try-rule", "my-panel", "large", "--root", root)

    assert done.exit_code == 0
    assert "tried on 0 of its requests" in done.stdout


def test_the_staff_sees_a_dry_run_with_the_request_and_nothing_came_of_it(run, root, request_id):
    approved = run("review", "approve", request_id, "--by", "finance-ana", "--root", root)

    assert "  in dry run, rules.large would say: 5     review: above_limit." in approved.stdout


def test_it_needs_no_secret(run, root, request_id, monkeypatch):
    monkeypatch.delenv("MY_PANEL_PROVIDER_KEY")

    assert run("try-rule", "my-panel", "large", "--root", root).exit_code == 0


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["my-panel"], "name a rule of the tenant, or give a condition with --when"),
        (["my-panel", "larg"], "my-panel has no [rules.larg]; known: large"),
        (["nobody", "large"], "there is no tenant 'nobody'"),
        (["my-panel", "large", "--last", "0"], "--last"),
        (["my-panel", "large", "--when", "true"], "rules.large.when"),
    ],
)
def test_what_cannot_be_used_ends_with_two(run, root, rule, words, says):
    done = run("try-rule", *words, "--root", root)

    assert done.exit_code == 2
    assert says in done.stderr
