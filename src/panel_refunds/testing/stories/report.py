"""What came of a run of stories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from panel_refunds.testing.stories.transcript import CaseResult

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class CasesReport:
    """All stories of a run, in the order in which they were told."""

    results: tuple[CaseResult, ...]

    @property
    def passed(self) -> int:
        """How many came out as they should."""
        return sum(result.passed for result in self.results)

    @property
    def failed(self) -> int:
        """How many did not."""
        return len(self.results) - self.passed

    def as_json(self) -> dict[str, Any]:
        """For a program."""
        cases = [result.as_json() for result in self.results]
        return {"passed": self.passed, "failed": self.failed, "cases": cases}

    def render(self, console: Console) -> None:
        """For a person: every story as a timeline, then how many passed."""
        from panel_refunds.testing.stories.rendering import render_case, render_summary

        for result in self.results:
            render_case(console, result)
        render_summary(console, self.passed, self.failed)
