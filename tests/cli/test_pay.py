"""``pay`` sends what is due, names what a person has to do, and records what was sent by hand, once."""

import json

import pytest


@pytest.fixture
def approved(run, root, deposit) -> str:
    """The refund of an approved request; the gateway is the one that is paid by hand."""
    request = json.loads(run("request", "maya", "--amount", "40.00", "--root", root, "--json").stdout)["id"]
    told = json.loads(run("review", "approve", request, "--by", "finance-ana", "--root", root, "--json").stdout)
    return told["refunds"][0]["id"]


def test_a_refund_by_hand_waits_for_an_operator(run, root, approved):
    done = run("pay", "--root", root)

    assert done.exit_code == 0, done.output
    assert f"{approved}  approved: 40.00 leaves, 38.25 arrives – This gateway is paid by hand" in done.stdout


def test_a_payment_by_hand_is_recorded_once(run, root, approved):
    run("pay", "--root", root)
    words = ("pay", approved, "--reference", "WIRE-77", "--by", "finance-ana", "--root", root)

    first, second = run(*words), run(*words)
    other = run("pay", approved, "--reference", "WIRE-78", "--by", "finance-ana", "--root", root)

    assert "paid: 40.00 leaves, 38.25 arrives – reference WIRE-77" in first.stdout
    assert second.stdout == first.stdout
    assert other.exit_code == 1
    assert "(not_an_operator_task)" in other.stderr
    assert "It was paid already with reference WIRE-77 on 20" in other.stderr
    assert run("pay", "--root", root).stdout == "nothing is under way\n"


def test_one_refund_can_be_asked_for_alone_and_as_json(run, root, approved):
    (told,) = json.loads(run("pay", approved, "--root", root, "--json").stdout)

    assert (told["id"], told["state"], told["net"]) == (approved, "approved", "38.25")


def test_a_reference_needs_a_refund_and_a_person(run, root):
    done = run("pay", "--reference", "X", "--root", root)

    assert done.exit_code == 2
    assert "needs the REFUND and --by" in done.stderr


@pytest.mark.parametrize("words", [("--seen", "re_1"), ("--not-seen", "their list")])
def test_a_person_s_word_is_taken_only_about_what_nobody_can_know(run, root, approved, words):
    done = run("pay", approved, *words, "--by", "finance-ana", "--root", root)

    assert done.exit_code == 1
    assert "(not_an_operator_task)" in done.stderr


def test_a_refund_of_nobody_is_refused(run, root, deposit):
    done = run("pay", "rf_nobody", "--root", root)

    assert done.exit_code == 1
    assert "(not_found)" in done.stderr
