"""Approval by rule: small sums may go without a person, where the policy says so."""

from __future__ import annotations

from panel_refunds.policy.decision import Decision
from panel_refunds.policy.settings import AutoApprove


def may_approve_itself(decision: Decision, rule: AutoApprove | None, approved_before: int, currency: str) -> bool:
    """Whether a rule approves: recommended, no finding that wants a person, and within the sum.

    ``approved_before`` is the gross approved for the customer in the last ``rule.days`` days, in units.
    """
    if rule is None or decision.recommend != "approve" or decision.for_a_person or decision.net is None:
        return False
    limit = rule.up_to.find(currency)
    return limit is not None and approved_before + decision.gross <= limit
