"""Small sums may be approved by rule, where nothing asks for a person."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.policy.snapshots import decided, deposit, snapshot, units, usd

from panel_refunds.policy.automatic import may_approve_itself
from panel_refunds.policy.settings import AutoApprove

UP_TO_20 = AutoApprove(usd("20"), days=30)
TWENTY = decided(snapshot(deposit()), "20")


@pytest.mark.parametrize(("approved_before", "alone"), [("0", True), ("0.01", False), ("20", False)])
def test_the_sum_of_the_last_days_counts_this_request_included_and_the_limit_itself_passes(approved_before, alone):
    assert may_approve_itself(TWENTY, UP_TO_20, units(approved_before), "USD") is alone


def test_a_policy_without_such_a_rule_never_approves_alone():
    assert not may_approve_itself(TWENTY, None, 0, "USD")


def test_a_currency_without_a_figure_goes_to_a_person():
    assert not may_approve_itself(TWENTY, UP_TO_20, 0, "EUR")


@pytest.mark.parametrize("recommend", ["decline", "offer", "ask", "wait"])
def test_only_what_is_recommended_is_approved(recommend):
    assert not may_approve_itself(replace(TWENTY, recommend=recommend), UP_TO_20, 0, "USD")


def test_what_wants_a_person_is_not_approved_alone():
    assert not may_approve_itself(replace(TWENTY, for_a_person=True), UP_TO_20, 0, "USD")


def test_what_nobody_knows_is_not_approved():
    unknown = replace(TWENTY, refunds=tuple(replace(each, processor_fee=None) for each in TWENTY.refunds))

    assert not may_approve_itself(unknown, UP_TO_20, 0, "USD")
