"""A report is in order when it came to its end and nothing is left to do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.report import Finding, GatewayReport, Outcome

SINCE = datetime(2026, 3, 2, tzinfo=UTC)
ONE = Difference("fee_differs", "card", "ch_1", "1.75 USD", "1.80 USD", deposit="dep_1")


@pytest.mark.parametrize(
    ("outcome", "ok"),
    [("repaired", True), ("information", True), ("found", False), ("told", False), ("told_before", False)],
)
def test_what_a_person_has_to_do_is_not_in_order(outcome: Outcome, ok: bool) -> None:
    report = GatewayReport("card", SINCE, 1, findings=(Finding(ONE, outcome),))

    assert report.ok is ok
    assert report.as_json()["ok"] is ok
    assert report.findings[0].as_json()["outcome"] == outcome


def test_a_run_that_stopped_is_not_in_order_and_one_that_had_nothing_to_compare_is() -> None:
    assert not GatewayReport("card", SINCE, 7, stopped="no answer").ok
    assert GatewayReport("manual", SINCE, not_compared=3, why="it keeps nothing").ok
