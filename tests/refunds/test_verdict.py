"""What a verdict adds to a decision."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from panel_refunds.errors import CODES
from panel_refunds.refunds.verdict import FOR_STAFF, CheckVerdict, finding_of

AT = datetime(2026, 1, 1, tzinfo=UTC)


def said(answer: str, *reasons: str, failed: bool = False) -> CheckVerdict:
    return CheckVerdict("", "", "velocity", answer, reasons, failed, "0" * 64, AT, 3)


@pytest.mark.parametrize("answer", ["allow", "abstain"])
def test_what_speaks_for_a_request_or_says_nothing_is_no_line(answer) -> None:
    assert finding_of(said(answer, "known for years")) is None


@pytest.mark.parametrize(
    ("verdict", "effect", "code"),
    [
        (said("review"), "review", "fraud_suspected"),
        (said("deny"), "deny", "fraud_denied"),
        (said("review", failed=True), "review", "check_failed"),
    ],
)
def test_what_speaks_against_it_is_a_line_under_the_tenants_name_for_the_check(verdict, effect, code) -> None:
    finding = finding_of(verdict)

    assert finding is not None
    assert (finding.rule, finding.effect, finding.code) == ("check:velocity", effect, code)
    assert (finding.text, finding.figures) == (CODES[code].title, {})


def test_reasons_are_for_staff_and_stand_in_no_text_that_customers_read() -> None:
    finding = finding_of(said("review", "c2 has the same card", "new customer"))

    assert finding is not None
    assert finding.figures == {FOR_STAFF: "c2 has the same card; new customer"}
    assert "c2" not in finding.text
