"""A decision adds up its refunds and says what it holds."""

from __future__ import annotations

import pytest
from tests.policy.snapshots import day

from panel_refunds.policy.decision import Decision, LotPart, PlannedRefund
from panel_refunds.policy.finding import Finding


def planned(gross: int, fee: int | None = 0, own: int = 0, deducted: int = 0) -> PlannedRefund:
    return PlannedRefund("d1", "default", (LotPart("lot_1", gross),), gross, fee, own, deducted, touches_own_lot=True)


def decision(*refunds: PlannedRefund, recommend: str = "approve", findings=()) -> Decision:
    return Decision("dec_1", day(0), recommend, None, refunds, findings, "default@2025-08-29")


def test_the_net_is_the_gross_less_all_that_is_kept():
    assert planned(4000, 175, 100, 25).net == 3700


def test_while_one_fee_is_not_known_nobody_knows_what_arrives():
    assert planned(4000, None).net is None
    assert decision(planned(4000, 175), planned(100, None)).net is None
    assert decision(planned(4000, 175), planned(100, None)).gross == 4100


def test_gross_and_net_are_sums():
    both = decision(planned(4000, 175), planned(100))

    assert (both.gross, both.net) == (4100, 3925)
    assert (decision().gross, decision().net) == (0, 0)


@pytest.mark.parametrize(
    ("recommend", "holds"), [("approve", True), ("offer", True), ("wait", True), ("ask", False), ("decline", False)]
)
def test_only_what_may_go_is_set_aside(recommend, holds):
    assert decision(recommend=recommend).holds is holds


def test_a_reason_is_named_once_and_a_yes_is_none():
    findings = [
        Finding("a", effect, code, "2.1", "x")
        for effect, code in [("deny", "b"), ("allow", "in_window"), ("cap", "a"), ("deny", "b")]
    ]

    assert decision(findings=tuple(findings)).reasons == ("b", "a")
