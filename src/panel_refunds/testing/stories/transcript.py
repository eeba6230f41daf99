"""What came of a story: a step for every event, with what it changed and what did not come out as expected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from panel_refunds.policy.finding import Finding


@dataclass(frozen=True, slots=True)
class Miss:
    """One expectation that did not hold, all as text ready to show."""

    what: str
    expected: str
    actual: str

    def __str__(self) -> str:
        return f"{self.what}: expected {self.expected}, got {self.actual}"


@dataclass(frozen=True, slots=True)
class Step:
    """One event as it was told.

    ``at`` is on the tenant's clock. ``figures`` are the balances after it, ``changes`` what became of requests and
    orders, ``findings`` the lines of the decisions it led to, ``dry_runs`` what rules on trial would have added to
    them, ``trouble`` why the story ends here, if it does.
    """

    at: datetime
    line: int | None
    text: str
    figures: Sequence[str] = ()
    changes: Sequence[str] = ()
    findings: Sequence[Finding] = ()
    dry_runs: Sequence[Finding] = ()
    misses: Sequence[Miss] = ()
    trouble: str | None = None


@dataclass(frozen=True, slots=True)
class CaseResult:
    """One story as it came out; ``damage`` is what the audit found in its books afterwards."""

    name: str
    clause: str
    steps: tuple[Step, ...]
    damage: tuple[str, ...] = ()

    @property
    def faults(self) -> list[str]:
        """Everything that was not as expected, each in a line that names the line of the file."""
        faults: list[str] = []
        for step in self.steps:
            where = f"line {step.line}" if step.line else "in the story"
            faults += [f"{where}: {miss}" for miss in step.misses]
            if step.trouble:
                faults.append(f"{where}: {step.trouble}")
        return faults + [f"audit: {fault}" for fault in self.damage]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected and the books are sound."""
        return not self.faults

    def as_json(self) -> Mapping[str, Any]:
        """For a program."""
        return {"name": self.name, "passed": self.passed, "faults": self.faults}
