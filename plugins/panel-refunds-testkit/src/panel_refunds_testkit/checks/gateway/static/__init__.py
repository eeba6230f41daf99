"""Without a refund: what a gateway says it can do, and how two of its accounts live side by side."""

from panel_refunds_testkit.checks.gateway.static.capabilities import CapabilityChecks
from panel_refunds_testkit.checks.gateway.static.tenants import TenantChecks
from panel_refunds_testkit.checks.static import AnyKindChecks


class StaticChecks(AnyKindChecks, CapabilityChecks, TenantChecks):
    """Everything that can be seen without a refund."""
