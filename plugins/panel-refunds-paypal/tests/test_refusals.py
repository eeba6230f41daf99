"""What PayPal's issues mean for the money; and what is not PayPal's refusal at all."""

from __future__ import annotations

import json

import pytest

from panel_refunds.ports import Misconfigured, NotExecuted, OutcomeUnknown, Rejected, Rejection
from panel_refunds.ports.asking import Answer
from panel_refunds_paypal.refusals import (
    ISSUES,
    MAY_HAVE_RUN,
    OPERATORS,
    find_refusal,
    outcome_of_refusal,
    says_unknown,
)


def refused(status: int, name: str, *issues: str, **headers: str) -> Answer:
    said = {"name": name, "message": "m", "debug_id": "1", "details": [{"issue": each} for each in issues]}
    return Answer(status, headers, json.dumps(said).encode())


@pytest.mark.parametrize(("issue", "code"), ISSUES.items())
def test_an_issue_is_a_reason(issue, code):
    outcome = outcome_of_refusal(refused(422, "UNPROCESSABLE_ENTITY", issue), fresh=False)

    assert isinstance(outcome, Rejected)
    assert outcome.code is code


def test_refusals_without_a_known_issue():
    for answer, code in (
        (refused(422, "UNPROCESSABLE_ENTITY", "NEVER_HEARD_OF"), Rejection.INVALID_REQUEST),
        (refused(400, "INVALID_REQUEST"), Rejection.INVALID_REQUEST),
        (refused(404, "RESOURCE_NOT_FOUND"), Rejection.PAYMENT_NOT_FOUND),
    ):
        outcome = outcome_of_refusal(answer, fresh=False)
        assert isinstance(outcome, Rejected)
        assert outcome.code is code


@pytest.mark.parametrize("issue", sorted(MAY_HAVE_RUN))
def test_a_key_that_is_known_means_that_something_ran(issue):
    assert isinstance(outcome_of_refusal(refused(422, "UNPROCESSABLE_ENTITY", issue), fresh=False), OutcomeUnknown)


@pytest.mark.parametrize("issue", sorted(OPERATORS))
def test_what_is_wrong_with_the_merchant_is_the_operators(issue):
    assert isinstance(outcome_of_refusal(refused(422, "UNPROCESSABLE_ENTITY", issue), fresh=False), Misconfigured)
    assert isinstance(outcome_of_refusal(refused(403, "NOT_AUTHORIZED", issue), fresh=False), Misconfigured)


def test_later():
    outcome = outcome_of_refusal(refused(429, "RATE_LIMIT_REACHED", **{"retry-after": "7"}), fresh=False)

    assert isinstance(outcome, NotExecuted)
    assert outcome.retry_after is not None
    assert outcome.retry_after.seconds == 7


@pytest.mark.parametrize(
    "answer",
    [
        Answer(400, {}, b"<html>"),
        Answer(422, {}, b"[]"),
        Answer(404, {}, b'{"error": "no route"}'),
        Answer(429, {}, b""),
        refused(404, "NO_ROUTE", "CAPTURE_FULLY_REFUNDED"),
        refused(409, "RESOURCE_CONFLICT"),
        refused(500, "INTERNAL_SERVER_ERROR", "CAPTURE_FULLY_REFUNDED"),
        refused(302, "UNPROCESSABLE_ENTITY", "CAPTURE_FULLY_REFUNDED"),
    ],
)
def test_what_is_no_refusal_of_paypals_is_unknown(answer):
    assert isinstance(outcome_of_refusal(answer, fresh=False), OutcomeUnknown)


def test_only_paypal_says_that_there_is_nothing():
    assert says_unknown(refused(404, "RESOURCE_NOT_FOUND"))
    assert not says_unknown(refused(404, "NO_ROUTE"))
    assert not says_unknown(refused(500, "RESOURCE_NOT_FOUND"))
    assert find_refusal(Answer(404, {}, b'{"details": "none"}')) is None
