"""What reconciling says in the end: how far it came with each gateway, what differed, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from panel_refunds.refunds.reconcile.difference import Difference

Outcome = Literal["found", "repaired", "told", "told_before", "waiting", "information"]
"""Only looked at; repaired; a task for finance, a task since an earlier run; to be seen again; nothing to be done."""

SETTLED: frozenset[Outcome] = frozenset({"repaired", "information"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference and what became of it."""

    difference: Difference
    outcome: Outcome

    @property
    def settled(self) -> bool:
        """Whether nobody has to do anything about it."""
        return self.outcome in SETTLED

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON."""
        return {**self.difference.as_json(), "outcome": self.outcome}


@dataclass(frozen=True, slots=True)
class GatewayReport:
    """How far a run came with one gateway since ``since``.

    ``compared`` and ``not_compared`` count deposits; ``why`` says why some were not; ``stopped`` why it did not come to
    its end, None when it did.
    """

    gateway: str
    since: datetime
    compared: int = 0
    not_compared: int = 0
    why: str | None = None
    stopped: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether it came to its end and nothing is left that differs."""
        return self.stopped is None and all(finding.settled for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        """Ready for JSON, without its findings."""
        return {
            "gateway": self.gateway,
            "ok": self.ok,
            "since": self.since.isoformat(),
            "compared": self.compared,
            "not_compared": self.not_compared,
            "why": self.why,
            "stopped": self.stopped,
        }
