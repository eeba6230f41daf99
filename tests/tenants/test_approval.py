"""Approval by rule: never, or up to an amount in some days."""

from __future__ import annotations

import pytest

from panel_refunds.policy.settings import Amounts, AutoApprove
from panel_refunds.tenants.approval import ApprovalByRule
from panel_refunds.tenants.figures import AmountsIn

KIND = ApprovalByRule(AmountsIn("EUR", zero=False))


@pytest.mark.parametrize("value", [None, AutoApprove(Amounts({"EUR": 2_000_000_000, "USD": 100_000_000}), 7)])
def test_it_is_read_as_it_is_shown(written, value) -> None:
    assert KIND.read(written(f"x = {KIND.shows(value)}")) == value


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('"allways"', ["x"]),
        ("true", ["x"]),
        ("{}", ["x", "x"]),
        ('{ up_to = "0", days = 0 }', ["x.up_to", "x.days"]),
        ('{ up_to = "5", days = 30, per = "order" }', ["x.per"]),
    ],
)
def test_what_cannot_be_meant_is_refused(written, faults_of, text, keys) -> None:
    assert [fault.key for fault in faults_of(KIND.read, written(f"x = {text}"))] == keys
