"""The lines of a decision, the same for customer, staff and dispute file."""

from __future__ import annotations

from collections.abc import Iterable

from panel_refunds.plugins.ask import FOR_STAFF
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.spelled_out import spelled_out
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class FindingView(Shown):
    """What one rule said: clause, reason code, a sentence, the figures behind it, and the sum where there is one."""

    clause: str
    effect: str
    code: str
    text: str
    about: str | None
    figures: dict[str, str]
    sum: str | None


class DryRunView(FindingView):
    """What a rule in dry run would have said, under the tenant's name for it."""

    rule: str


def show_dry_runs(call: Viewer, findings: Iterable[Finding]) -> list[DryRunView]:
    """For the staff; others hear nothing of rules that are not in force."""
    told = list(findings) if call.for_staff else []
    return [
        DryRunView(**view.model_dump(), rule=finding.rule)
        for view, finding in zip(show_findings(call, told), told, strict=True)
    ]


def show_findings(call: Viewer, findings: Iterable[Finding]) -> list[FindingView]:
    """Every line; what a fraud check told the staff is left out for others."""
    return [
        FindingView(
            clause=finding.clause,
            effect=finding.effect,
            code=finding.code,
            text=finding.text,
            about=finding.about,
            figures={name: text for name, text in finding.figures.items() if name != FOR_STAFF or call.for_staff},
            sum=spelled_out(finding),
        )
        for finding in findings
    ]
