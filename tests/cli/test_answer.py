"""``answer`` says in the ticket what the customer says: yes to an offer, never mind, or what was missing."""

import json

import pytest


@pytest.fixture
def ask(run, root, deposit):
    """Open a request of maya's, and have what came of it."""

    def request(*words: str) -> dict:
        return json.loads(run("request", "maya", *words, "--root", root, "--json").stdout)

    return request


def test_a_request_without_an_amount_waits_and_says_how_to_answer(run, root, deposit):
    done = run("request", "maya", "--root", root)

    assert "waiting_for_customer, recommended: ask" in done.stdout
    assert "`panel-refunds answer reply`" in done.stdout


def test_what_was_missing_completes_the_request(run, root, ask):
    request = ask()["id"]

    done = run("answer", "reply", request, "--amount", "40.00", "--text", "All of it, please.", "--root", root)

    assert done.exit_code == 0, done.output
    assert f"{request}  in_review, recommended: approve" in done.stdout
    assert "held: 40.00 leaves, 38.25 arrives" in done.stdout


def test_a_reply_may_name_other_money(run, root, deposit, ask):
    request = ask("--amount", "10.00")["id"]

    told = json.loads(run("answer", "reply", request, "--deposit", deposit, "--root", root, "--json").stdout)

    assert told["asked"]["of"] == deposit
    assert ("customer", "(no text)") in [(each["author"], each["text"]) for each in told["conversation"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [((), "a reply says something"), (("--deposit", "a", "--order", "b"), "exclude each other")],
)
def test_a_reply_that_says_nothing_or_two_things_is_a_usage_error(run, root, words, said):
    done = run("answer", "reply", "rr_1", *words, "--root", root)

    assert done.exit_code == 2
    assert said in done.stderr


def test_an_offer_is_accepted(run, root, ask):
    offered = ask("--amount", "45.00")

    done = run("answer", "confirm", offered["id"], "--root", root)

    assert offered["state"] == "waiting_for_customer"
    assert done.exit_code == 0, done.output
    assert "in_review, recommended: approve" in done.stdout
    assert "(request_not_waiting)" in run("answer", "confirm", offered["id"], "--root", root).stderr


def test_a_request_is_taken_back_once(run, root, ask):
    request = ask("--amount", "40.00")["id"]

    told = json.loads(run("answer", "withdraw", request, "--root", root, "--json").stdout)
    again = run("answer", "withdraw", request, "--root", root)

    assert told["state"] == "withdrawn"
    assert again.exit_code == 1
    assert "(request_closed)" in again.stderr
    assert "set aside 0.00" in run("quote", "maya", "--root", root).stdout


def test_a_request_of_nobody_is_refused(run, root, deposit):
    done = run("answer", "withdraw", "rr_nobody", "--root", root)

    assert done.exit_code == 1
    assert "(not_found)" in done.stderr
