"""Stories as a readable timeline: what happened when, every figure and clause, what was not as expected.

Marks are words and signs, not only colours, so that a pipe and a person without colours read the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console
from rich.text import Text

from panel_refunds.testing.stories.transcript import CaseResult, Step


def render_case(console: Console, result: CaseResult) -> None:
    """Print one story."""
    mark = Text("✓ passed ", "bold green") if result.passed else Text("✗ failed ", "bold red")
    clause = Text(f"  clause {result.clause}", "dim") if result.clause else Text()
    console.print(Text.assemble(mark, Text(result.name, "bold"), clause), soft_wrap=True)
    for step in result.steps:
        for line in _lines(step):
            console.print(line, soft_wrap=True)
    for fault in result.damage:
        console.print(Text(f"    ✗ the audit found: {fault}", "bold red"), soft_wrap=True)
    console.print()


def render_summary(console: Console, passed: int, failed: int) -> None:
    """Print how many came out as they should."""
    style = "bold red" if failed else "bold green"
    console.print(Text(f"{passed} passed, {failed} failed", style), soft_wrap=True)


def _lines(step: Step) -> Iterator[Text]:
    figures = Text(f"  [{', '.join(step.figures)}]" if step.figures else "", "dim")
    yield Text.assemble(Text(f"  {step.at:%Y-%m-%d %H:%M:%S}  ", "cyan"), step.text, figures)
    for change in step.changes:
        yield Text(f"      → {change}", "bold")
    for finding in step.findings:
        shown = ", ".join(f"{name} {value}" for name, value in finding.figures.items())
        clause = f"{finding.clause or '–':<5}"
        yield Text.assemble(
            Text(f"      {clause} {finding.effect:<6} {finding.code}: ", "dim"),
            finding.text,
            Text(f" ({shown})" if shown else "", "dim"),
        )
    for finding in step.dry_runs:
        said = f"      in dry run, {finding.rule} would say {finding.effect} {finding.code}: "
        yield Text.assemble(Text(said, "dim"), finding.text)
    for miss in step.misses:
        yield Text(f"    ✗ {miss.what}: expected {miss.expected}, got {miss.actual}", "bold red")
    if step.trouble:
        yield Text(f"    ✗ {step.trouble}; the story ends here", "bold red")
