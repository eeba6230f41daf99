"""The arithmetic of a comparison, and how it is shown.

Absolute figures of one machine mean little and drift between runs; only ratios of medians from one run count. So a
section holds what every contestant measured round by round, the ratios made of it, and what each ratio ought to be:
the goal of the first issue, and the goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, Literal

HEADINGS = ("work", "unit", "min", "median", "max", "ratio", "first issue", "goal")


@dataclass(frozen=True, slots=True)
class Measured:
    """One contestant's figures, one a round; ``problem`` is why there are none, or not all."""

    name: str
    unit: str
    figures: tuple[float, ...]
    problem: str = ""

    @property
    def median(self) -> float | None:
        """The middle figure; None without figures."""
        return median(self.figures) if self.figures else None


@dataclass(frozen=True, slots=True)
class Goal:
    """What a ratio ought to be: at least or at most ``first`` for the first issue and ``full`` in the end."""

    kind: Literal["at_least", "at_most"]
    first: float | None
    full: float | None

    def mark(self, value: float | None, wanted: float | None) -> str:
        """``≥ 0.45 met`` or ``≥ 0.45 missed``; a dash where nothing is asked, a question mark without a value."""
        if wanted is None:
            return "–"
        sign = "≥" if self.kind == "at_least" else "≤"
        if value is None:
            return f"{sign} {wanted:g} ?"
        met = value >= wanted if self.kind == "at_least" else value <= wanted
        return f"{sign} {wanted:g} {'met' if met else 'missed'}"


@dataclass(frozen=True, slots=True)
class Ratio:
    """``over`` by ``under``, median by median; without ``under`` the figure of ``over`` itself."""

    work: str
    over: Measured
    under: Measured | None
    goal: Goal

    @property
    def value(self) -> float | None:
        """The ratio; None where one side has no figures."""
        if self.under is None:
            return self.over.median
        if self.over.median is None or not self.under.median:
            return None
        return self.over.median / self.under.median


@dataclass(frozen=True, slots=True)
class Section:
    """One piece of work: who did it how fast, how they compare, and what a reader should know."""

    title: str
    measured: tuple[Measured, ...]
    ratios: tuple[Ratio, ...]
    notes: tuple[str, ...] = ()


def render(sections: Sequence[Section]) -> str:
    """All sections as one plain table."""
    lines: list[tuple[str, ...]] = [HEADINGS]
    for section in sections:
        lines.append((section.title,))
        lines += [_measured_line(one) for one in section.measured]
        lines += [_ratio_line(one) for one in section.ratios]
        lines += [(f"  ! {one.name}: {one.problem}",) for one in section.measured if one.problem]
        lines += [(f"  ({note})",) for note in section.notes]
    widths = [max(len(line[place]) for line in lines if len(line) > 1) for place in range(len(HEADINGS))]
    return "\n".join(_joined(line, widths) for line in lines)


def as_json(sections: Sequence[Section]) -> list[dict[str, Any]]:
    """The same for programs: every figure of every round, every ratio with its goals."""
    return [
        {
            "title": section.title,
            "measured": [
                {"name": one.name, "unit": one.unit, "figures": one.figures, "problem": one.problem}
                for one in section.measured
            ],
            "ratios": [
                {
                    "work": one.work,
                    "value": one.value,
                    "first_issue": one.goal.mark(one.value, one.goal.first),
                    "goal": one.goal.mark(one.value, one.goal.full),
                }
                for one in section.ratios
            ],
            "notes": section.notes,
        }
        for section in sections
    ]


def show(figure: float | None) -> str:
    """Three digits that mean something; a dash for nothing."""
    if figure is None:
        return "–"
    if abs(figure) >= 1000:
        return f"{figure:,.0f}"
    return f"{figure:.3g}"


def _measured_line(one: Measured) -> tuple[str, ...]:
    least, most = (min(one.figures), max(one.figures)) if one.figures else (None, None)
    return (f"  {one.name}", one.unit, show(least), show(one.median), show(most), "", "", "")


def _ratio_line(one: Ratio) -> tuple[str, ...]:
    value, goal = one.value, one.goal
    return (f"  = {one.work}", "", "", "", "", show(value), goal.mark(value, goal.first), goal.mark(value, goal.full))


def _joined(line: tuple[str, ...], widths: Sequence[int]) -> str:
    if len(line) == 1:
        return line[0]
    cells = [
        cell.rjust(width) if 2 <= place <= 5 else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
