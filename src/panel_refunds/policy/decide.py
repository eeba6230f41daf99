"""The decision: what the policy says of a request, finding by finding.

Everything it needs comes in as facts; it asks nobody and writes nothing, so the same facts always give the same
decision, in the service, in a story and in a dispute file years later.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from panel_refunds.calendar import Calendar
from panel_refunds.money import format_units, round_down
from panel_refunds.policy.complete import missing
from panel_refunds.policy.decision import Decision
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.order_request import order_findings
from panel_refunds.policy.plan import Plan, make_plan
from panel_refunds.policy.refundable import Looking, Refundable, refundable
from panel_refunds.policy.scope import deposits_in_scope
from panel_refunds.policy.settings import PolicyVersion
from panel_refunds.policy.snapshot import Snapshot
from panel_refunds.refunds.request import Ask, Recommendation


def decide(
    snapshot: Snapshot,
    ask: Ask,
    *,
    decision_id: str,
    procedure: PolicyVersion,
    looking: Looking,
    said: Sequence[Finding] = (),
    in_dry_run: Sequence[Finding] = (),
) -> Decision:
    """Decide what ``ask`` gets.

    ``procedure`` is the version whose tickets and review hold; ``said`` are the findings of fraud checks and of rules
    that plugins brought, ``in_dry_run`` what is only for the record. Denied beats asked beats waiting beats offered
    beats approved.
    """

    def decided(recommend: Recommendation, findings: Sequence[Finding], plan: Plan | None = None) -> Decision:
        person = any(finding.effect == "review" for finding in findings)
        refunds = plan.refunds if plan else ()
        return Decision(
            decision_id,
            snapshot.at,
            recommend,
            ask.amount,
            refunds,
            tuple(findings),
            procedure.label,
            person,
            tuple(in_dry_run),
        )

    # 1. The account, and what checks and rules say of the whole request.
    findings = [*account_findings(snapshot), *said]
    if any(finding.effect == "deny" and finding.about is None for finding in findings):
        return decided("decline", findings)

    # 2. Is it complete?
    gaps = [gap for gap in missing(ask, procedure.rules.tickets) if gap.code not in looking.overrides]
    if gaps:
        return decided("ask", [*findings, *gaps])

    # 3. An order that gave nothing back yet is answered by its status.
    if ask.target == "order" and snapshot.order and not snapshot.order.refunded:
        findings += order_findings(snapshot.order, snapshot.at, looking.calendar)
        return decided("wait" if findings[-1].effect == "wait" else "decline", findings)

    # 4. What may go back of each deposit, and what of it is asked.
    sources = [
        _capped(refundable(snapshot, each, ask, looking), said, snapshot.currency)
        for each in deposits_in_scope(snapshot, ask)
    ]
    findings += [finding for source in sources for finding in source.findings]
    wanted = _wanted(ask, said, snapshot.currency)
    plan = make_plan(snapshot, sources, wanted, looking)
    findings += plan.findings
    if not plan.refunds:
        return decided("decline", _with_nothing(findings, snapshot, ask))

    # 5. Less than asked is offered, cut or declined, as the policy has it.
    if ask.amount is not None and plan.gross < ask.amount:
        findings += _over_ask(snapshot, ask.amount, plan)
        if procedure.rules.tickets.over_ask == "decline":
            return decided("decline", findings)
        if procedure.rules.tickets.over_ask == "offer":
            waits = any(finding.effect == "wait" for finding in findings)
            return decided("wait" if waits else "offer", findings, plan)
    if any(finding.effect == "wait" for finding in plan.findings):
        return decided("wait", findings, plan)
    return decided("approve", findings, plan)


def quote(snapshot: Snapshot, *, procedure: PolicyVersion, calendar: Calendar) -> Decision:
    """What a complete request for everything would get at this moment."""
    subject = next(iter(procedure.rules.tickets.subjects), "")
    relaxed = replace(procedure, rules=replace(procedure.rules, tickets=replace(procedure.rules.tickets, required=())))
    ask = Ask(None, everything=True, subject=subject)
    looking = Looking(snapshot.at, calendar)
    return decide(snapshot, ask, decision_id="", procedure=relaxed, looking=looking)


def account_findings(snapshot: Snapshot) -> list[Finding]:
    """What the state of the account says of any request. (Clauses 6.1 and 6.2.)"""
    states = {
        "terminated": ("account_terminated", "6.1", "This account was terminated for a breach of the rules."),
        "forfeited": ("account_forfeited", "6.2", "The balance of this account was forfeited."),
        "suspended": ("account_suspended", "6.1", "This account is suspended."),
    }
    if snapshot.account not in states:
        return []
    code, clause, text = states[snapshot.account]
    return [Finding("account", "deny", code, clause, text)]


def _capped(source: Refundable, said: Sequence[Finding], currency: str) -> Refundable:
    """A plugin's finding about one deposit denies it, or caps what may go of it."""
    about = [finding for finding in said if finding.about == source.deposit.deposit_id]
    if not about:
        return source
    if any(finding.effect == "deny" for finding in about):
        return replace(source, gross=0, parts=())
    return replace(source, gross=min([source.gross, *_caps(about, currency)]))


def _caps(said: Sequence[Finding], currency: str) -> list[int]:
    """What plugins would let go at most, in whole minor units; below zero is nothing."""
    caps = (finding.cap for finding in said if finding.effect == "cap" and finding.cap is not None)
    return [max(round_down(cap, currency), 0) for cap in caps]


def _wanted(ask: Ask, said: Sequence[Finding], currency: str) -> int | None:
    caps = _caps([finding for finding in said if finding.about is None], currency)
    amounts = caps if ask.amount is None else [ask.amount, *caps]
    return min(amounts) if amounts else None


def _with_nothing(findings: list[Finding], snapshot: Snapshot, ask: Ask) -> list[Finding]:
    if any(finding.effect == "deny" for finding in findings):
        return [*findings, *_bonus_note(snapshot, ask.amount, 0)]
    return [
        *findings,
        *_bonus_note(snapshot, ask.amount, 0),
        Finding("unspent", "deny", "nothing_unspent", "2.2b", "Nothing that can go back is unspent."),
    ]


def _over_ask(snapshot: Snapshot, asked: int, plan: Plan) -> list[Finding]:
    figures = {"asked": format_units(asked, snapshot.currency), "possible": format_units(plan.gross, snapshot.currency)}
    text = f"{figures['asked']} was asked for, {figures['possible']} can go back."
    over = Finding("unspent", "cap", "exceeds_unspent", "2.2b", text, cap=plan.gross, figures=figures)
    return [over, *_bonus_note(snapshot, asked, plan.gross)]


def _bonus_note(snapshot: Snapshot, asked: int | None, possible: int) -> list[Finding]:
    """Who asks for more than the own money, and has a bonus, is told that it is not money to take out."""
    asked_beyond = asked is None or asked > max(snapshot.cash, possible)
    if not snapshot.bonus or not asked_beyond:
        return []
    figures = {"bonus": format_units(snapshot.bonus, snapshot.currency)}
    text = f"{figures['bonus']} of the balance is bonus, which is never paid out."
    return [Finding("bonus", "cap", "bonus_not_refundable", "2.3", text, cap=possible, figures=figures)]
