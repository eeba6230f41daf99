"""A rule: nobody gets back more than a share of what is left at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from panel_refunds.money import Money, format_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.ports import Setting, Surroundings

SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {"percent": Setting("integer", default=50, minimum=1, help="How many percent of what is left go back at most.")}
)


@dataclass(frozen=True, slots=True)
class TinyRule:
    """The rule of one tenant."""

    percent: int

    def evaluate(self, snapshot: Snapshot, asked: Money | None) -> Sequence[Finding]:
        """A cap, where more is asked for."""
        most = max(snapshot.cash, 0) * self.percent // 100
        if (snapshot.cash if asked is None else asked.units) <= most:
            return ()
        figures = MappingProxyType({"at_most": format_units(most, snapshot.currency)})
        text = f"Not more than {self.percent} percent of what is left go back at once."
        return (Finding("tinyrule", "cap", "share_at_once", "7", text, cap=most, figures=figures),)


def build(settings: Mapping[str, Any], surroundings: Surroundings) -> TinyRule:
    """The rule of one tenant."""
    del surroundings
    return TinyRule(settings["percent"])
