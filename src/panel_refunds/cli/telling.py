"""How commands tell a person of a decision, a request and its refunds: every figure with its clause.

The clauses and texts are those of the findings themselves, as the API and the ticket show them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

import typer

from panel_refunds.cli.output import print_json

if TYPE_CHECKING:
    from panel_refunds.flows.desk import Desk
    from panel_refunds.policy.decision import Decision
    from panel_refunds.policy.finding import Finding
    from panel_refunds.refunds.refund import Refund
    from panel_refunds.refunds.request import RefundRequest
    from panel_refunds.store.records import Approval


def finding_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One line for each finding: clause, what it does, its sentence, and its sum or figures."""
    from panel_refunds.policy.spelled_out import spelled_out

    for finding in findings:
        about = f"  [{finding.about}]" if finding.about else ""
        total = spelled_out(finding)
        figures = total or ", ".join(f"{name} {value}" for name, value in finding.figures.items())
        effect = "" if finding.effect == "allow" else f" {finding.effect}: {finding.code}."
        yield f"  {finding.clause:<5}{effect} {finding.text}" + (f"  ({figures})" if figures else "") + about


def dry_run_lines(findings: Iterable[Finding]) -> Iterator[str]:
    """One line for each thing that a rule in dry run would have said, after the rule's name."""
    for finding, line in zip(told := list(findings), finding_lines(told), strict=True):
        yield f"  in dry run, {finding.rule} would say: {line.strip()}"


def show_request(desk: Desk, request: RefundRequest, *, as_json: bool) -> None:
    """Print a request as a command leaves it: for a person, or as the API shows it to the staff."""
    if as_json:
        from panel_refunds.cli.as_json import request_json

        print_json(request_json(desk, request))
    else:
        typer.echo("\n".join(request_lines(desk, request)))


def request_lines(desk: Desk, request: RefundRequest) -> Iterator[str]:
    """A request as it stands: its state, the decision line by line, and one line for each refund."""
    from panel_refunds.flows.deciding import held_refunds

    with desk.read() as books:
        decision = books.get_decision(request.decision_id)
        refunds = held_refunds(books.refunds_of(request.request_id))
        yeses = books.approvals_of(request.request_id)
    yield f"{request.request_id}  {request.state}, recommended: {request.recommend}"
    if request.due_at and request.state == "in_review":
        yield f"  to be answered by {day_of(desk, request.due_at)}"
    if request.state == "waiting_for_customer":
        yield f"  {_waits_for(desk, request, decision)}"
    yield from finding_lines(decision.findings)
    yield from dry_run_lines(decision.in_dry_run)
    if request.overrides:
        yield f"  rule set aside: {', '.join(request.overrides)}, by {' and '.join(request.decided_by)}{_reason(yeses)}"
    yield from (refund_line(refund, request.currency) for refund in refunds)


def _waits_for(desk: Desk, request: RefundRequest, decision: Decision) -> str:
    """What the customer may answer, and with which command."""
    from panel_refunds.money import format_units

    if request.offer_until:
        offered = format_units(decision.gross, request.currency)
        return f"{offered} is offered until {day_of(desk, request.offer_until)}: `panel-refunds answer confirm` accepts"
    return "the customer is asked for something: `panel-refunds answer reply` answers"


def _reason(yeses: Iterable[Approval]) -> str:
    texts = dict.fromkeys(each.text for each in yeses if each.text)
    return f" ({' / '.join(texts)})" if texts else ""


def refund_line(refund: Refund, currency: str) -> str:
    """One refund: its id and state, what leaves, what arrives, and what a person has to do or look at."""
    from panel_refunds.money import format_units

    net = "an amount not known yet" if refund.net is None else format_units(refund.net, currency)
    line = f"  {refund.refund_id}  {refund.state}: {format_units(refund.gross, currency)} leaves, {net} arrives"
    notes = [f"reference {refund.reference}" if refund.reference else "", refund.why or "", refund.task or ""]
    return " – ".join([line, *(note for note in notes if note)])


def day_of(desk: Desk, moment: datetime) -> str:
    """The day of a moment on the tenant's calendar."""
    return desk.tenant.calendar.day_of(moment).isoformat()


def local(desk: Desk, moment: datetime) -> str:
    """A moment on the tenant's clock."""
    return moment.astimezone(desk.tenant.calendar.zone).strftime("%Y-%m-%d %H:%M")
