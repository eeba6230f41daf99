"""A finding is a reason unless it is a plain yes."""

from __future__ import annotations

import pytest

from panel_refunds.policy.finding import Finding


@pytest.mark.parametrize(
    ("effect", "is_reason"),
    [("allow", False), ("deny", True), ("review", True), ("cap", True), ("ask", True), ("wait", True)],
)
def test_everything_but_a_plain_yes_is_a_reason(effect, is_reason):
    assert Finding("rule", effect, "code", "2.1", "A sentence.").is_reason is is_reason
