"""The report of a comparison: for a person, for a program, for a spreadsheet."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Final

import typer

from panel_refunds.cli.output import print_json, print_table
from panel_refunds.refunds.reconcile.report import Finding, GatewayReport

Reports = Mapping[str, Sequence[GatewayReport]]
"""By the short name of the tenant, a report for each of its gateways."""

COLUMNS: Final = (
    *("tenant", "gateway", "code", "outcome", "deposit", "refund", "request", "about", "ours", "theirs", "text"),
)
_WHAT_BECAME: Final = {
    "found": "found",
    "repaired": "repaired",
    "told": "task",
    "told_before": "task since earlier",
    "waiting": "look again",
    "information": "information",
}


def print_report(reports: Reports) -> None:
    """One line for each gateway, and a table of all that differs."""
    for slug, of_tenant in reports.items():
        for report in of_tenant:
            typer.echo(f"{slug}: {_line(report)}")
    findings = [finding for _, finding in _findings(reports)]
    if findings:
        typer.echo("")
        print_table(("what", "code", "about", "ours", "theirs"), [_row(finding) for finding in findings])
        typer.echo("")
        for text in dict.fromkeys(f"{each.difference.code}: {each.difference.kind.text}" for each in findings):
            typer.echo(text)


def _line(report: GatewayReport) -> str:
    differ = len(report.findings)
    open_ = sum(not finding.settled for finding in report.findings)
    parts = [f"{report.compared} compared since {report.since:%Y-%m-%d}"] if report.compared or not report.why else []
    parts += [f"{report.not_compared} deposits not compared: {report.why}"] if report.why else []
    parts += [f"{differ} difference{'s' * (differ > 1)}, {open_} left"] if differ else []
    parts += [f"stopped: {report.stopped}"] if report.stopped else []
    state = "in order" if report.ok else "look"
    return f"{report.gateway}: {'not compared' if report.why and not report.compared else state} ({'; '.join(parts)})"


def _row(finding: Finding) -> tuple[str, str, str, str, str]:
    difference = finding.difference
    return _WHAT_BECAME[finding.outcome], difference.code, difference.about, difference.ours, difference.theirs


def _findings(reports: Reports) -> Iterator[tuple[str, Finding]]:
    for slug, of_tenant in reports.items():
        for report in of_tenant:
            yield from ((slug, finding) for finding in report.findings)


def print_as_json(reports: Reports) -> None:
    """By tenant: whether all is in order, its gateways, and every difference."""
    print_json(
        {
            slug: {
                "ok": all(report.ok for report in of_tenant),
                "gateways": [report.as_json() for report in of_tenant],
                "differences": [finding.as_json() for report in of_tenant for finding in report.findings],
            }
            for slug, of_tenant in reports.items()
        }
    )


def write_csv(target: str, reports: Reports) -> None:
    """Every difference as a line under ``COLUMNS``, into a file or (``-``) to the output; OSError where it fails."""
    if target == "-":
        _write_csv(sys.stdout, reports)
        return
    with Path(target).open("w", encoding="utf-8", newline="") as file:
        _write_csv(file, reports)


def _write_csv(file: IO[str], reports: Reports) -> None:
    writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for slug, finding in _findings(reports):
        shown = {"tenant": slug, **finding.as_json()}
        writer.writerow({name: _inert(shown[name]) for name in COLUMNS})


def _inert(value: str | None) -> str:
    """A text that no spreadsheet takes for a formula: some of it comes from outside."""
    return f"'{value}" if value and value[0] in "=+-@\t" else value or ""
