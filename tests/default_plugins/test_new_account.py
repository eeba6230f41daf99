"""A young account with large deposits."""

from __future__ import annotations

import pytest
from tests.default_plugins.contexts import NOW, ago, context, usd


def test_old_accounts_and_small_deposits_are_allowed(build) -> None:
    check = build("fraud_checks", "new_account")

    assert check.evaluate(context(first_seen_at=ago(7), deposits=((ago(1), usd(9000)),)), NOW).answer == "allow"
    assert check.evaluate(context(first_seen_at=ago(1), deposits=((ago(1), usd(199)),)), NOW).answer == "allow"


@pytest.mark.parametrize(
    ("age", "words"), [(ago(0, 3), "3 hours"), (ago(0, 1), "1 hour"), (ago(1, 2), "1 day"), (ago(6), "6 days")]
)
def test_deposits_count_together_and_the_age_is_told(build, age, words) -> None:
    young = context(first_seen_at=age, deposits=((ago(0), usd(150)), (ago(0), usd(50))))
    verdict = build("fraud_checks", "new_account").evaluate(young, NOW)

    assert verdict.answer == "review"
    assert verdict.reasons == (
        f"The account is {words} old and has deposits of 200.00 USD; from 200.00 on somebody looks until it is 7 days old.",
    )


def test_currencies_are_not_added_up(build) -> None:
    two = ((ago(0), usd(150)), (ago(0), usd(150).__class__(usd(150).units, "EUR")))

    assert (
        build("fraud_checks", "new_account").evaluate(context(first_seen_at=ago(0), deposits=two), NOW).answer
        == "allow"
    )


def test_an_account_of_unknown_age_is_no_opinion(build) -> None:
    unknown = context(first_seen_at=None, deposits=((ago(0), usd(900)),))

    assert build("fraud_checks", "new_account").evaluate(unknown, NOW).answer == "abstain"
