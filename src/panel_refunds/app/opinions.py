"""What a tenant's fraud checks and rules say, in the form in which the flows ask for it.

The findings of checks carry ``check:`` and the tenant's name for the check: a decision made again later keeps them,
because a check is asked once for what the customer asked, and not once for every look at the books.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from panel_refunds.money import Money
from panel_refunds.plugins.ask import ask_dry_runs, ask_fraud_checks, ask_rules
from panel_refunds.plugins.tenant_plugins import TenantPlugins
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import FraudContext


@dataclass(frozen=True, slots=True)
class Opinions:
    """The checks and rules of one tenant; no method ever raises."""

    plugins: TenantPlugins

    def of_checks(self, context: FraudContext) -> Sequence[Finding]:
        """What the fraud checks have against a request."""
        found = ask_fraud_checks(self.plugins, context)
        return [replace(finding, rule=f"check:{finding.rule.partition('.')[2]}") for finding in found]

    def of_rules(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """What the tenant's own rules add to a decision."""
        return ask_rules(self.plugins, snapshot, asked)

    def of_dry_runs(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """What rules in dry run would have added."""
        return ask_dry_runs(self.plugins, snapshot, asked)
