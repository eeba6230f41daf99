"""Without a refund: what the adapter declares, what it keeps, where it reaches, what it lets be seen."""

from panel_refunds_testkit.checks.gateway.static.capabilities import CapabilityChecks
from panel_refunds_testkit.checks.gateway.static.declared import DeclaredChecks
from panel_refunds_testkit.checks.gateway.static.quiet import QuietChecks
from panel_refunds_testkit.checks.gateway.static.secrets import SecretChecks
from panel_refunds_testkit.checks.gateway.static.source import SourceChecks
from panel_refunds_testkit.checks.gateway.static.tenants import TenantChecks


class StaticChecks(DeclaredChecks, CapabilityChecks, SourceChecks, QuietChecks, SecretChecks, TenantChecks):
    """Everything that can be seen without a refund."""
