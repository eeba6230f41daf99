"""What a rule has to show."""

from panel_refunds_testkit.checks.rule.findings import FindingChecks
from panel_refunds_testkit.checks.static import AnyKindChecks


class RuleChecks(AnyKindChecks, FindingChecks):
    """All checks of a rule."""
