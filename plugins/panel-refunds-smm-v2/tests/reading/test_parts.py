"""Drip feeds and subscriptions: figures count where the operator told what they mean, else a person is asked."""

import json

import pytest

from panel_refunds_smm_v2.reading.reply import read_reply_with
from panel_refunds_smm_v2.reading.vocabulary import Vocabulary

RUNS = {"runs": "runs", "runs_left": "left"}


def state_of(answer, fields=None, subscriptions="ask_person"):
    vocabulary = Vocabulary.of(None, None, fields, subscriptions)
    raw = json.dumps(answer).encode()
    reading = read_reply_with(vocabulary, raw, action="status", asked=["5"], http_status=200)
    return {name: value for name, value in reading["orders"]["5"].items() if name != "raw_status"}


def test_an_ordinary_answer_says_nothing_of_parts():
    told = {"status": "Partial", "remains": "157", "posts": "0", "expiry": None, "runs": "0", "left": "0", "orders": []}
    assert state_of(told, RUNS, "posts") == {"status": "partial", "remains": 157}
    # A cancelled order of which nothing is known but that it has no posts stays an ordinary one.
    assert state_of({"status": "Canceled", "remains": None, "posts": ""}) == {"status": "canceled", "remains": None}


def test_runs_are_told_where_the_operator_said_which_they_are():
    told = {"status": "Partial", "remains": "40", "runs": "5", "left": "2"}
    assert state_of(told) == {"status": "partial", "remains": 40}
    assert state_of(told, RUNS) == {"status": "partial", "remains": 40, "runs": 5, "runs_left": 2}
    for unreadable in ({"left": None}, {"left": "2.5"}, {"runs": "many"}):
        assert state_of({**told, **unreadable}, RUNS) == {"status": "partial", "remains": 40}


def test_the_quantity_there_is_told_where_the_operator_said_which_it_is():
    told = {"status": "Partial", "remains": "400", "quantity": "1100"}
    assert state_of(told) == {"status": "partial", "remains": 400}
    assert state_of(told, {"ordered": "quantity"})["ordered"] == 1100


@pytest.mark.parametrize(
    "told",
    [
        {"status": "Canceled", "posts": "10", "orders": ["1"]},
        {"status": "Canceled", "expiry": "2026-05-12"},
        {"status": "Canceled", "posts": "0"},  # a subscription without a limit
        {"status": "Canceled", "posts": "10", "remains": "500"},
        {"status": "Partial", "posts": "many"},
    ],
)
def test_a_subscription_is_unclear_unless_its_posts_are_counted(told):
    status = {"Canceled": "canceled", "Partial": "partial"}[told["status"]]
    assert state_of(told) == {"status": status, "remains": None, "unclear": True}


@pytest.mark.parametrize(
    ("word", "made", "status"),
    [
        ("Canceled", 3, "partial"),
        ("Refunded", 3, "partial"),
        ("Canceled", 0, "canceled"),
        ("Expired", 3, "expired"),
        ("Paused", 3, "paused"),
        ("Active", 3, "in_progress"),
        ("Completed", 10, "completed"),
    ],
)
def test_posts_that_were_not_served_are_what_is_left(word, made, status):
    told = {"status": word, "posts": "10", "orders": [str(number) for number in range(made)]}
    counted = {"status": status, "remains": 0, "runs": 10, "runs_left": 10 - made}
    assert state_of(told, None, "posts") == counted
    elsewhere = {"status": word, "posts_total": 10, "served": made}
    assert state_of(elsewhere, {"posts": "posts_total", "posts_made": "served"}, "posts") == counted


@pytest.mark.parametrize(
    "told",
    [
        {"posts": "10"},
        {"posts": "10", "orders": [1] * 11},
        {"posts": "0", "orders": []},
        {"posts": "10", "orders": {"1": "x"}},
        {"posts": "10", "orders": [1], "remains": "500"},
        {"expiry": "2026-05-12", "orders": [1]},
    ],
)
def test_posts_that_do_not_add_up_are_unclear(told):
    assert state_of({"status": "Canceled", **told}, None, "posts")["unclear"]
