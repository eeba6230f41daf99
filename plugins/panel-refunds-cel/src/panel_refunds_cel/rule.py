"""The rule: where its condition holds it adds its one finding to the decision, and else nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from types import MappingProxyType

from panel_refunds.money import Money, format_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds_cel.expression import Expression, parse_expression
from panel_refunds_cel.settings import Settings


@dataclass(frozen=True, slots=True)
class CelRule:
    """One rule of one tenant: pure, and the same facts always get the same finding."""

    settings: Settings
    when: Expression
    cap: Expression | None

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """One finding where the condition holds; raises where an expression gives no answer."""
        if not self.when.evaluate(snapshot, asked):
            return ()
        figures = {} if asked is None else {"asked": format_units(asked.units, snapshot.currency)}
        cap = None
        if self.cap is not None:
            # Below zero is nothing.
            cap = max(self.cap.evaluate(snapshot, asked), 0)
            figures["at_most"] = format_units(cap, snapshot.currency)
        return (
            Finding(
                rule="cel",
                effect=self.settings.effect,
                code=self.settings.code,
                clause=self.settings.clause,
                text=self.settings.text,
                cap=cap,
                figures=MappingProxyType(figures),
            ),
        )


def build_rule(settings: Settings) -> CelRule:
    """Read the expressions of a rule; ``Refused`` names the setting that is wrong."""
    when = parse_expression(settings.when, "bool", key="when")
    cap = None if settings.cap is None else parse_expression(settings.cap, "money", key="cap", only_where=when)
    return CelRule(settings, when, cap)
