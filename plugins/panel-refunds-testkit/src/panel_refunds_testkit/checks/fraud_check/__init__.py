"""What a fraud check has to show."""

from panel_refunds_testkit.checks.fraud_check.service import ServiceChecks
from panel_refunds_testkit.checks.fraud_check.verdicts import VerdictChecks
from panel_refunds_testkit.checks.static import AnyKindChecks


class FraudChecks(AnyKindChecks, VerdictChecks, ServiceChecks):
    """All checks of a fraud check."""
