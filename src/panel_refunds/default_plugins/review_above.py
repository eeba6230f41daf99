"""The rule ``review_above``: above an amount a person decides, whatever may be approved by rule.

A tenant that approves small requests by itself keeps its large ones for its people with this line in its file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from panel_refunds.hookspecs import hookimpl
from panel_refunds.money import Money, format_units, parse_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import Factory, Rule, Setting, Surroundings


@dataclass(frozen=True, slots=True)
class ReviewAbove:
    """Asks for a person when more than ``limit`` (units of the wallet's currency) is asked for."""

    limit: int

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """One finding above the limit, none up to it; without an amount everything that is unspent counts as asked."""
        wanted = sum(deposit.left for deposit in snapshot.deposits) if asked is None else asked.units
        if wanted <= self.limit:
            return ()
        most, amount = format_units(self.limit, snapshot.currency), format_units(wanted, snapshot.currency)
        return (
            Finding(
                rule="review_above",
                effect="review",
                code="above_limit",
                clause="5",
                text=f"Above {most} {snapshot.currency} a person decides.",
                figures=MappingProxyType({"asked": amount, "limit": most}),
            ),
        )


def build(settings: Mapping[str, Any], around: Surroundings) -> ReviewAbove:  # noqa: ARG001 - a rule is pure
    """The rule of one tenant."""
    return ReviewAbove(parse_units(settings["amount"]))


@hookimpl
def rules() -> Sequence[Factory[Rule]]:
    """The rule ``review_above``."""
    amount = Setting(
        kind="decimal", required=True, minimum=0, help="Up to this amount, in the tenant's currency, nothing is added."
    )
    settings = MappingProxyType({"amount": amount})
    return [Factory("review_above", build, settings, title="Large requests go to a person")]
