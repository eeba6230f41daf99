"""Deciding a request inside a transaction, and making the holds fit the decision.

The step that asking, replying, confirming, a fee that becomes known and an order's status share: facts, decision,
holds, ticket. What the decision sets aside is set aside; what it does not is free.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from panel_refunds.flows.contested import keep_contested
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.facts import Gathered, gather
from panel_refunds.flows.giving_back import cancels_on_request
from panel_refunds.flows.settling import void_if_not_restored
from panel_refunds.ledger.reserve import release, set_aside
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.money import Money
from panel_refunds.policy.decide import decide
from panel_refunds.policy.decision import Decision, PlannedRefund
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.refundable import Looking
from panel_refunds.refunds.refund import Refund
from panel_refunds.refunds.request import Ask, RefundRequest
from panel_refunds.store import Books


def decide_now(
    desk: Desk,
    gathered: Gathered,
    ask: Ask,
    *,
    procedure: str,
    submitted_at: datetime,
    said: Sequence[Finding] = (),
    overrides: Collection[str] = frozenset(),
) -> Decision:
    """Decide on gathered facts; the tenant's own rules (plugins) are asked here, being pure."""
    snapshot = gathered.snapshot
    asked = None if ask.amount is None else Money(ask.amount, snapshot.currency)
    return decide(
        snapshot,
        ask,
        decision_id=desk.new_id("decision"),
        procedure=desk.tenant.policy_labelled(procedure),
        looking=Looking(submitted_at, desk.tenant.calendar, overrides),
        said=[*said, *desk.ask_rules(snapshot, asked)],
        in_dry_run=desk.ask_dry_runs(snapshot, asked),
    )


def redecide(
    desk: Desk, books: Books, wallet: Wallet, request: RefundRequest, said: Sequence[Finding] | None = None
) -> tuple[RefundRequest, Decision]:
    """Decide ``request`` again on today's facts, as of the time it was submitted; store what changed.

    Without ``said`` the findings of the fraud checks stay those of the last decision.
    """
    gathered = gather(desk, books, wallet, ask=request.ask, request=request)
    if said is None:
        said = _kept_findings(books.get_decision(request.decision_id)) if request.decision_id else ()
    submitted_at = request.submitted_at or desk.now()
    decision = decide_now(desk, gathered, request.ask, procedure=request.policy, submitted_at=submitted_at, said=said)
    fit_holds(desk, books, wallet, request, decision)
    books.add_decision(request.request_id, decision)
    request = replace(request, recommend=decision.recommend, decision_id=decision.decision_id)
    books.save_request(request)
    return request, decision


def _kept_findings(decision: Decision) -> list[Finding]:
    return [finding for finding in decision.findings if finding.rule.startswith("check:")]


def fit_holds(desk: Desk, books: Books, wallet: Wallet, request: RefundRequest, decision: Decision) -> list[Refund]:
    """Make refunds and holds of a request fit a decision; returns the refunds that now stand.

    A refund whose lots and amounts stay the same keeps its holds, so an unchanged decision moves no money.
    """
    planned = {plan.deposit_id: plan for plan in decision.refunds} if decision.holds else {}
    standing: list[Refund] = []
    for refund in books.refunds_of(request.request_id):
        if refund.state != "held":
            continue
        plan = planned.get(refund.deposit_id)
        if plan and _holds_already(wallet, refund, plan):
            standing.append(_with_figures(refund, plan))
            books.save_refund(standing[-1])
            del planned[refund.deposit_id]
            continue
        let_go(desk, books, wallet, refund, "replaced")
    fresh = [_opened(desk, request, plan) for plan in planned.values()]
    books.add_refunds(fresh)
    for refund in fresh:
        hold_refund(desk, books, wallet, refund, planned[refund.deposit_id])
    return [*standing, *fresh]


def hold_refund(desk: Desk, books: Books, wallet: Wallet, refund: Refund, plan: PlannedRefund) -> None:
    """Set the planned money aside, and take the deposit's bonuses out of use where the policy says so. (Clause 2.3)"""
    parts = [(wallet.lots[part.lot_id], part.amount) for part in plan.parts]
    set_aside(wallet, holder=refund.refund_id, purpose="refund", parts=parts, at=desk.now())
    if refund.touches_own_lot and cancels_on_request(desk, books.get_deposit(refund.deposit_id)):
        bonuses = [(lot, lot.left) for lot in wallet.bonuses_of(refund.deposit_id) if not lot.void]
        set_aside(wallet, holder=refund.refund_id, purpose="bonus", parts=bonuses, at=desk.now())


def let_go(desk: Desk, books: Books, wallet: Wallet, refund: Refund, why: str) -> Refund:
    """Release all that a refund holds and close it: nothing of it was sent.

    What another decision ``replaced`` takes its bonuses along; else they come back only where the policy says so.
    """
    if why != "replaced":
        void_if_not_restored(desk, books, wallet, refund)
    release(wallet, wallet.holds_for(refund.refund_id), about=refund.refund_id, at=desk.now())
    keep_contested(desk, books, wallet, refund.deposit_id)
    if refund.state in ("approved", "sending"):
        close_unsent_attempts(books, refund, why)
    refund = replace(refund, state="stopped", why=why, task=None)
    books.save_refund(refund)
    return refund


def close_unsent_attempts(books: Books, refund: Refund, why: str) -> None:
    """An attempt that was written down and never sent must not stand in the way of the deposit's next one."""
    for attempt in books.attempts_of(refund.refund_id):
        if attempt.state == "prepared":
            closed = replace(attempt, state="rejected", detail=f"never sent: {why}")
            books.save_attempt(closed, fence=attempt.fence)


def held_refunds(refunds: Iterable[Refund]) -> list[Refund]:
    """Those of a request's refunds that count: not the ones a later decision replaced."""
    return [refund for refund in refunds if refund.why != "replaced"]


def _opened(desk: Desk, request: RefundRequest, plan: PlannedRefund) -> Refund:
    return Refund(
        refund_id=desk.new_id("refund"),
        request_id=request.request_id,
        wallet_id=request.wallet_id,
        deposit_id=plan.deposit_id,
        gross=plan.gross,
        processor_fee=plan.processor_fee,
        own_fee=plan.own_fee,
        bonus_deducted=plan.bonus_deducted,
        touches_own_lot=plan.touches_own_lot,
        state="held",
    )


def _with_figures(refund: Refund, plan: PlannedRefund) -> Refund:
    return replace(refund, processor_fee=plan.processor_fee, own_fee=plan.own_fee, bonus_deducted=plan.bonus_deducted)


def _holds_already(wallet: Wallet, refund: Refund, plan: PlannedRefund) -> bool:
    holds = {hold.lot_id: hold.amount for hold in wallet.holds_for(refund.refund_id) if hold.purpose == "refund"}
    return holds == {part.lot_id: part.amount for part in plan.parts}
