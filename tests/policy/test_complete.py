"""A request says what the policy asks for, or is asked for it."""

from __future__ import annotations

import pytest
from tests.policy.snapshots import asking

from panel_refunds.policy.complete import is_subject, missing
from panel_refunds.policy.settings import TicketRules


@pytest.mark.parametrize(
    "subject",
    [
        "Refund Request",
        "refund request",
        "REFUNDREQUEST",
        "  Refund   Request ",
        "Refund\tRequest",
        "Refund Request for my deposit",
        "RefundRequest please",
        "Re Fund Request",
        "Refund Request: 40 dollars",
        "Refund Request, please",
        "RefundRequest!",
    ],
)
def test_case_and_spaces_do_not_matter_and_words_may_follow(subject):
    assert is_subject(subject, "Refund Request")


@pytest.mark.parametrize(
    "subject",
    [
        "",
        "Refund",
        "Request Refund",
        "Refund Requested",
        "Refund Requests",
        "My Refund Request",
        "Refund Request2",
        "hello",
    ],
)
def test_another_subject_is_another_subject(subject):
    assert not is_subject(subject, "Refund Request")


def codes(ask, **keys) -> list[str]:
    findings = missing(ask, TicketRules(**keys))
    assert all((finding.effect, finding.clause) == ("ask", "5") and finding.text for finding in findings)
    return [finding.code for finding in findings]


def test_a_complete_request_lacks_nothing():
    assert codes(asking("40")) == []
    assert codes(asking("all")) == []


def test_each_thing_that_is_missing_is_asked_for():
    required = ("amount", "deposit", "order", "reason")

    assert codes(asking(None, subject="hello"), required=required) == [
        "subject_missing",
        "amount_missing",
        "deposit_missing",
        "order_missing",
        "reason_missing",
    ]


def test_one_of_several_subjects_is_enough_and_without_any_all_will_do():
    assert codes(asking("1", subject="money back please"), subjects=("Refund Request", "Money back")) == []
    assert codes(asking("1", subject=""), subjects=()) == []


@pytest.mark.parametrize(
    ("need", "given"),
    [("deposit", asking("1", "d1")), ("order", asking("1", "o1")), ("reason", asking("1", reason="moved away"))],
)
def test_what_is_given_is_not_asked_for(need, given):
    assert codes(given, required=(need,)) == []
    assert codes(asking("1", reason="  "), required=(need,)) == [f"{need}_missing"]


def test_the_question_names_the_subjects_that_would_do():
    (finding,) = missing(asking("1", subject="hi"), TicketRules(subjects=("Refund Request", "Money back")))

    assert "“Refund Request” or “Money back”" in finding.text
