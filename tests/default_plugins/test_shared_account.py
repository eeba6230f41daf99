"""Other customers on the same payment account."""

from datetime import UTC, datetime

import pytest

from panel_refunds.ports import FraudContext

NOW = datetime(2025, 9, 3, 10, tzinfo=UTC)


def context(*others: str) -> FraudContext:
    return FraudContext("c1", None, NOW, None, shared_accounts=others)


def test_an_account_of_ones_own_is_allowed(build):
    check = build("fraud_checks", "shared_account")

    assert check.evaluate(context(), NOW).answer == "allow"
    assert check.evaluate(context("c1"), NOW).answer == "allow"


@pytest.mark.parametrize("answer", ["review", "deny"])
def test_a_shared_account_gets_the_tenants_answer_and_names_the_others(build, answer):
    verdict = build("fraud_checks", "shared_account", answer=answer).evaluate(context("c3", "c2"), NOW)

    assert verdict.answer == answer
    assert verdict.reasons == ("Paid from an account that other customers use too: c2, c3.",)


def test_by_default_a_person_looks(build):
    assert build("fraud_checks", "shared_account").evaluate(context("c2"), NOW).answer == "review"


def test_many_others_are_counted(build):
    others = [f"d{number}" for number in range(8)]

    verdict = build("fraud_checks", "shared_account").evaluate(context(*others), NOW)

    assert verdict.reasons[0].endswith("d0, d1, d2, d3, d4 and 3 more.")
