"""How much of one deposit may go back, and why not more.

Each rule of sections 2 and 3 looks at the deposit or one of its lots and leaves a finding; what passes is added up
and rounded down to what the currency can pay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from panel_refunds.calendar import Calendar
from panel_refunds.money import format_units, round_down
from panel_refunds.policy.decision import LotPart
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.resolve import rules_for_deposit
from panel_refunds.policy.scope import lots_in_scope
from panel_refunds.policy.settings import Rules, Window
from panel_refunds.policy.snapshot import DepositFacts, LotFacts, Snapshot
from panel_refunds.policy.window import Bounds, bounds
from panel_refunds.refunds.request import Ask

OVERRIDABLE = frozenset({"window_closed", "window_not_open", "subject_missing", "below_minimum", "minimum_unknown"})
"""What two people with a reason may set aside; everything else is never paid against the rules."""


@dataclass(frozen=True, slots=True)
class Looking:
    """How a decision looks: at which moment the request counts, on which calendar, past which rules."""

    submitted_at: datetime
    calendar: Calendar
    overrides: Collection[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Refundable:
    """What may go back of one deposit: ``parts`` sum to ``gross`` units, ``closes_at`` ends the own lot's window.

    ``rules`` decide, ``taking`` (the deposit's own version) say what is kept.
    """

    deposit: DepositFacts
    rules: Rules
    taking: Rules
    parts: tuple[LotPart, ...]
    gross: int
    findings: tuple[Finding, ...]
    closes_at: datetime | None = None


def refundable(snapshot: Snapshot, deposit: DepositFacts, ask: Ask, looking: Looking) -> Refundable:
    """Apply the rules for one deposit to the lots that the request is about."""
    rules = rules_for_deposit(deposit.governed_by, method=deposit.method, gateway=deposit.gateway)
    taking = rules_for_deposit(deposit.version, method=deposit.method, gateway=deposit.gateway)
    findings = list(_deposit_findings(deposit, rules))
    parts: list[LotPart] = []
    closes_at = None
    for lot in lots_in_scope(deposit, ask):
        limits = _bounds(snapshot, deposit, lot, rules, looking.calendar)
        if lot.kind == "deposit" and lot.left:
            closes_at = limits.closes_at
        said = list(_lot_findings(deposit, lot, limits, rules, looking))
        findings += [finding for finding in said if lot.left or finding.effect == "allow"]
        if lot.left and not any(finding.effect == "deny" for finding in said):
            parts.append(LotPart(lot.lot_id, lot.left))
    denied = any(finding.effect == "deny" and finding.about == deposit.deposit_id for finding in findings)
    if any(finding.rule == "deposit" and finding.effect == "deny" for finding in findings):
        parts = []
    there = sum(part.amount for part in parts)
    findings += _elsewhere(deposit, there, snapshot.currency)
    gross = round_down(min(there, max(deposit.left - deposit.elsewhere, 0)), snapshot.currency)
    if not gross and not denied:
        findings.append(_deny("unspent", "nothing_unspent", "2.2b", "Nothing that can be paid is unspent.", deposit))
    return Refundable(deposit, rules, taking, trimmed(parts, gross), gross, tuple(findings), closes_at)


def trimmed(parts: Collection[LotPart], amount: int) -> tuple[LotPart, ...]:
    """The first ``amount`` units of ``parts``."""
    taken: list[LotPart] = []
    for part in parts:
        take = min(part.amount, amount)
        if take:
            taken.append(LotPart(part.lot_id, take))
        amount -= take
    return tuple(taken)


def _deposit_findings(deposit: DepositFacts, rules: Rules) -> Iterator[Finding]:
    if deposit.open_request:
        text = f"The request {deposit.open_request} is open on this deposit."
        figures = {"request": deposit.open_request}
        yield Finding("deposit", "deny", "request_open", "5", text, deposit.deposit_id, figures=figures)
    if deposit.dispute in ("open", "lost"):
        yield _deny("deposit", "payment_disputed", "2.1", "The payment is disputed at the bank or gateway.", deposit)
    if deposit.dispute == "inquiry":
        yield _review("deposit", "payment_inquiry", "2.1", "The bank asks questions about this payment.", deposit)
    if rules.deposits.refundable == "never":
        yield _deny("deposit", "deposits_not_refundable", "2.1", "Such deposits stay on the balance.", deposit)
    if rules.deposits.refundable == "discretion":
        yield _review("deposit", "at_discretion", "2.1", "A person decides whether this deposit goes back.", deposit)
    impossible = not deposit.original_guaranteed and rules.deposits.destination == "original"
    if impossible and rules.deposits.if_impossible == "stays_on_balance":
        text = f"{deposit.gateway} cannot pay back to where the money came from."
        yield _deny("deposit", "destination_not_original", "2.2c", text, deposit)
    used = rules.deposits.used_at_most_percent
    if deposit.spent * 100 > used * deposit.amount:
        text = f"Only deposits of which at most {used} % is used go back."
        yield _deny("deposit", "used_too_much", "2.2b", text, deposit, percent=str(used))


def _elsewhere(deposit: DepositFacts, there: int, currency: str) -> Iterator[Finding]:
    """The customer has that money already, and the gateway would not pay it a second time. (Clause 2.2b)"""
    most = max(deposit.left - deposit.elsewhere, 0)
    if most < there:
        figures = {"elsewhere": format_units(deposit.elsewhere, currency), "possible": format_units(most, currency)}
        text = f"{figures['elsewhere']} of this payment was paid back at the gateway already."
        yield Finding(
            "unspent", "cap", "refunded_elsewhere", "2.2b", text, deposit.deposit_id, cap=most, figures=figures
        )


def _lot_findings(
    deposit: DepositFacts, lot: LotFacts, limits: Bounds, rules: Rules, looking: Looking
) -> Iterator[Finding]:
    returned = lot.kind == "order_refund"
    if returned and rules.order_refunds.withdrawable == "never":
        text = "What orders gave back stays on the balance."
        yield _deny("order_refunds", "order_refunds_not_withdrawable", "3.3", text, deposit)
        return
    verdict = limits.verdict(lot.asked_at or looking.submitted_at)
    clause = "3.3" if returned else "2.2a"
    figures = {"amount": format_units(lot.left)}
    if limits.closes_at:
        figures["until"] = limits.closes_at.astimezone(looking.calendar.zone).isoformat(timespec="seconds")
    if verdict and verdict in looking.overrides:
        text = "The window is set aside by two people with a reason."
        yield Finding("window", "allow", "overridden", clause, text, deposit.deposit_id, figures={"rule": verdict})
    elif verdict:
        text = "The time to ask for this money is over." if verdict == "window_closed" else "It is too early to ask."
        yield Finding("window", "deny", verdict, clause, text, deposit.deposit_id, figures=figures)
    elif lot.left:
        text = "The request is in time." if limits.closes_at else "This money has no time limit."
        yield Finding("window", "allow", "in_window", clause, text, deposit.deposit_id, figures=figures)


def _bounds(snapshot: Snapshot, deposit: DepositFacts, lot: LotFacts, rules: Rules, calendar: Calendar) -> Bounds:
    window: Window = rules.order_refunds.window if lot.kind == "order_refund" else rules.deposits.window
    starts = {
        "credited": deposit.credited_at,
        "returned": lot.returned_at or deposit.credited_at,
        "last_use": snapshot.last_use_at or deposit.credited_at,
    }
    return bounds(window, starts[window.start], calendar)


def _deny(rule: str, code: str, clause: str, text: str, deposit: DepositFacts, **figures: str) -> Finding:
    return Finding(rule, "deny", code, clause, text, deposit.deposit_id, figures=figures)


def _review(rule: str, code: str, clause: str, text: str, deposit: DepositFacts) -> Finding:
    return Finding(rule, "review", code, clause, text, deposit.deposit_id)
