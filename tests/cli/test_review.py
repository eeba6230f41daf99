"""``review`` approves, declines and asks, with the rules of the desk: reasons, roles, two people."""

import json
from datetime import timedelta

import pytest

from panel_refunds import __version__
from panel_refunds.flows.credit_deposit import PaymentTaken, credit_deposit
from panel_refunds.flows.recheck_request import recheck_request
from panel_refunds.money import Money


@pytest.fixture
def asked(run, root, deposit) -> str:
    return json.loads(run("request", "maya", "--amount", "40.00", "--root", root, "--json").stdout)["id"]


def test_an_approval_sets_the_refund_free(run, root, asked):
    done = run("review", "approve", asked, "--by", "finance-ana", "--root", root)

    assert done.exit_code == 0, done.output
    assert f"{asked}  approved" in done.stdout
    assert "approved: 40.00 leaves, 38.25 arrives" in done.stdout


def test_less_than_recommended_needs_a_reason(run, root, asked):
    without = run("review", "approve", asked, "--by", "finance-ana", "--amount", "20.00", "--root", root)
    with_one = run(
        "review", "approve", asked, "--by", "finance-ana", "--amount", "20.00", "--text", "half", "--root", root
    )

    assert without.exit_code == 1
    assert "(reason_needed)" in without.stderr
    assert "20.00 leaves, 18.25 arrives" in with_one.stdout


def test_who_has_another_role_may_not(run, root, asked):
    done = run("review", "approve", asked, "--by", "support-li", "--root", root)

    assert done.exit_code == 1
    assert "(role_needed)" in done.stderr


def test_a_decline_frees_the_money_and_is_final(run, root, asked):
    declined = run("review", "decline", asked, "--by", "finance-ana", "--text", "Another card.", "--root", root)
    again = run("review", "approve", asked, "--by", "finance-ana", "--root", root)

    assert f"{asked}  declined" in declined.stdout
    assert "(request_closed)" in again.stderr
    assert "set aside 0.00" in run("quote", "maya", "--root", root).stdout


def test_a_question_stops_the_clock(run, root, asked):
    done = run("review", "ask", asked, "--by", "finance-ana", "--text", "Which card?", "--root", root, "--json")

    told = json.loads(done.stdout)
    assert told["state"] == "waiting_for_customer"
    assert told["conversation"][-1]["text"] == "Which card?"


def test_a_reason_is_not_optional(run, root, asked):
    done = run("review", "decline", asked, "--by", "finance-ana", "--root", root)

    assert done.exit_code == 2
    assert "--text" in done.stderr


def test_without_a_command_it_explains_itself(run):
    done = run("review")

    assert "approve" in done.output
    assert "decline" in done.output


def test_a_rule_that_two_people_set_aside_is_shown_with_their_reason(run, root, with_desk):
    paid_in = PaymentTaken("late", "manual", "pay_9", Money.of("50", "USD"), fee=Money.of("0", "USD"))
    with_desk(lambda desk: credit_deposit(desk, paid_in), ago=timedelta(days=30))
    request = json.loads(run("request", "late", "--amount", "50.00", "--root", root, "--json").stdout)["id"]

    both = ("--by", "finance-ana", "--by", "finance-bo", "--text", "Our mistake.")
    done = run("review", "approve", request, *both, "--root", root)

    assert done.exit_code == 0, done.output
    assert "  rule set aside: window_closed, by finance-ana and finance-bo (Our mistake.)" in done.stdout


def test_show_tells_everything_that_checks_ever_said(run, root, deposit, with_desk):
    file = root / "tenants" / "my-panel" / "tenant.toml"
    file.write_text(file.read_text(encoding="utf-8") + '\n[fraud_checks.velocity]\nrefunded = "30.00"\n')
    asked = json.loads(run("request", "maya", "--amount", "40.00", "--root", root, "--json").stdout)
    with_desk(lambda desk: recheck_request(desk, asked["id"], why="Somebody wants to know."))

    shown, last = (run("review", *words, asked["id"], "--root", root) for words in (["show"], ["show", "--json"]))
    declined = run("review", "decline", asked["id"], "--by", "finance-ana", "--text", "No.", "--root", root)

    sentence = "check velocity  review: With this request 40.00 USD would go back within 30 days, and 30.00 pass"
    assert (shown.stdout.count(sentence), declined.stdout.count(sentence)) == (2, 1)
    assert f"(velocity {__version__}, " in shown.stdout
    assert [verdict["answer"] for verdict in json.loads(last.stdout)["verdicts"]] == ["review", "review"]
