"""What would an approval do, to the cent, and may this person give it? Reads only; asked before every button.

The same steps as the approval itself, on the same facts and with nothing written, so that what is shown before the
button is what happens after it, or the approval is refused because the facts have changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import Agreed, Approval, agreeing, check_may_approve, still_needed
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import is_same_person
from panel_refunds.flows.review_refund import allowed_approval, check_may_decline
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.policy.decision import Decision, PlannedRefund
from panel_refunds.refunds.request import DECIDABLE, RefundRequest
from panel_refunds.store import Approval as SaidYes
from panel_refunds.store import Books

ANY_REASON = "…"
"""Stands for the reason that will be given, where one is needed."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What happens to one deposit: the plan in units, the deposit it goes back to, and the bonus that is cancelled."""

    plan: PlannedRefund
    deposit: Deposit
    bonus_cancelled: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an approval would do, and who is needed for it.

    ``refused``: why it cannot be approved as things are; ``barred``: why this person cannot, though others might.
    ``overrides`` are the rules that would be set aside, which takes a reason and two people. ``said`` is who approved
    so far, each with whether it was just this that they approved; ``needed`` the roles whose yes is missing, without
    this person's; it ``completes`` when theirs is the last. ``may_not_decline``: why this person cannot decline.
    """

    effects: tuple[Effect, ...] = ()
    decision: Decision | None = None
    overrides: tuple[str, ...] = ()
    reason_needed: bool = False
    refused: Refused | None = None
    barred: Refused | None = None
    may_not_decline: Refused | None = None
    said: tuple[tuple[SaidYes, bool], ...] = ()
    needed: tuple[str, ...] = ()
    completes: bool = False


def preview_approval(desk: Desk, request_id: str, *, by: str, amount: str | None = None) -> Preview:
    """What approving ``amount`` (a decimal string; None: as recommended) would do; refused only with ``not_found``."""
    with desk.read() as books:
        request = books.get_request(request_id)
        return preview_in(desk, books, request, by=by, amount=amount)


def preview_in(desk: Desk, books: Books, request: RefundRequest, *, by: str, amount: str | None = None) -> Preview:
    """The same, inside a look at the books."""
    may_not_decline = _why_not(lambda: check_may_decline(desk, request, by))
    if request.state not in DECIDABLE:
        code = "request_not_in_review" if request.open else "request_closed"
        return Preview(refused=Refused(code, state=request.state), may_not_decline=may_not_decline)
    wallet = books.wallet(request.wallet_id)
    try:
        decision, overrides, reason_needed = _decided(desk, books, wallet, request, by, amount)
    except Refused as refused:
        barred = _why_not(lambda: check_may_approve(desk, request, (by,)))
        return Preview(refused=refused, barred=barred, may_not_decline=may_not_decline)
    agreed = Agreed(decision.gross, overrides)
    present = agreeing(books, request, agreed)
    needed = still_needed(desk, request, present, agreed)
    return Preview(
        effects=_effects(books, wallet, request, decision),
        decision=decision,
        overrides=tuple(sorted(overrides)),
        reason_needed=reason_needed,
        barred=_why_not(lambda: _check_new(desk, request, by, present, needed)),
        may_not_decline=may_not_decline,
        said=tuple((each, each.person in present) for each in books.approvals_of(request.request_id)),
        needed=tuple(needed),
        completes=not still_needed(desk, request, [*present, by], agreed),
    )


def _check_new(desk: Desk, request: RefundRequest, by: str, present: list[str], needed: list[str]) -> None:
    check_may_approve(desk, request, (by,))
    if any(is_same_person(each, by) for each in present):
        text = f"You have approved already; still needed: {', '.join(needed)}."
        raise Refused("second_person_needed", text, field="by")


def _decided(
    desk: Desk, books: Books, wallet: Wallet, request: RefundRequest, by: str, amount: str | None
) -> tuple[Decision, frozenset[str], bool]:
    """What would be approved, the rules set aside for it, and whether that is refused without a reason."""
    try:
        return (*allowed_approval(desk, books, wallet, request, Approval((by,), "", amount, waits=True)), False)
    except Refused as refused:
        if refused.code != "reason_needed":
            raise
    return (*allowed_approval(desk, books, wallet, request, Approval((by,), ANY_REASON, amount, waits=True)), True)


def _why_not(check: Callable[[], None]) -> Refused | None:
    try:
        check()
    except Refused as refused:
        return refused
    return None


def _effects(books: Books, wallet: Wallet, request: RefundRequest, decision: Decision) -> tuple[Effect, ...]:
    deposits = books.deposits_by_id(plan.deposit_id for plan in decision.refunds)
    mine = {refund.deposit_id: refund.refund_id for refund in books.refunds_of(request.request_id)}
    effects = []
    for plan in decision.refunds:
        bonus = 0
        if plan.touches_own_lot:
            bonuses = [lot for lot in wallet.bonuses_of(plan.deposit_id) if not lot.void]
            aside = wallet.holds_for(mine.get(plan.deposit_id, ""))
            bonus = sum(lot.left for lot in bonuses) + sum(hold.amount for hold in aside if hold.purpose == "bonus")
        effects.append(Effect(plan, deposits[plan.deposit_id], bonus))
    return tuple(effects)
