"""What an audit found, and how much it looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from panel_refunds.store.audit_wallet import Fault


@dataclass(frozen=True, slots=True)
class AuditReport:
    """All faults of one tenant's books at once; ``counts`` is noun → how many were looked at."""

    faults: tuple[Fault, ...]
    counts: Mapping[str, int]
    at: datetime

    @property
    def ok(self) -> bool:
        """Whether the books are in order."""
        return not self.faults

    def as_json(self) -> dict[str, Any]:
        """The report for programs: ``ok``, ``at``, ``counts`` and ``faults`` with code, text and ids."""
        return {
            "ok": self.ok,
            "at": self.at.isoformat(),
            "counts": dict(self.counts),
            "faults": [{"code": fault.code, "text": fault.text, "ids": list(fault.ids)} for fault in self.faults],
        }
