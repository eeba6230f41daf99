"""What is done about a difference: a flow that exists brings the books to it, or a person is told, once.

Nothing is decided here. A refund is followed as a webhook would have it followed, a dispute handled, a fee learnt; what
no flow can bring in line is a task for finance, in the ticket where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from panel_refunds.errors import Refused
from panel_refunds.flows.apply_notice import apply_notice, refresh_deposit
from panel_refunds.flows.attempting import mark_sending
from panel_refunds.flows.comparing import compare_deposit
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.follow_refund import follow_refund
from panel_refunds.flows.handle_dispute import close_dispute, open_dispute
from panel_refunds.flows.hear_gateway import note_events
from panel_refunds.flows.look_up_refunds import look_up_attempt
from panel_refunds.flows.pay_refund import LEASE
from panel_refunds.flows.recording import record_outcome
from panel_refunds.flows.ticketing import note, post
from panel_refunds.ledger.deposit import Deposit
from panel_refunds.ports import GatewayEvent
from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.report import Finding
from panel_refunds.store import ToldDifference


def mend(
    desk: Desk, deposit: Deposit, differences: Iterable[Difference], disputes: Iterable[GatewayEvent] = ()
) -> list[Finding]:
    """Repair what is safe to repair, tell people of the rest; ``disputes`` are events that tell more of a dispute.

    What is still there after its repair is told like the rest. Raises what the gateway's reads raise.
    """
    found, events = list(differences), tuple(disputes)
    hopeful = [each for each in found if each.kind.cure == "repair" or (each.code == "dispute_differs" and events)]
    for difference in hopeful:
        try:
            _REPAIRS[difference.code](desk, deposit, difference, events)
        except Refused as refused:
            desk.log.warning("not_repaired", code=difference.code, deposit=deposit.deposit_id, refused=refused.code)
    left = compare_deposit(desk, deposit) if hopeful else found
    standing = {difference.key for difference in left}
    mended = [Finding(each, "repaired") for each in hopeful if each.key not in standing]
    for finding in mended:
        desk.log.info("books_repaired", code=finding.difference.code, about=finding.difference.about)
    # What came to light by a repair is told of as well.
    findings = [*mended, *(Finding(each, "waiting") for each in left if each.kind.cure == "wait")]
    findings += [tell(desk, each, deposit) for each in left if each.kind.cure in ("task", "repair")]
    _forget_what_is_over(desk, deposit.gateway, deposit.deposit_id, standing)
    return findings


def tell(desk: Desk, difference: Difference, deposit: Deposit | None = None) -> Finding:
    """Make a difference a task for finance, unless it is one since an earlier run."""
    told = ToldDifference(
        difference.key,
        difference.code,
        difference.gateway,
        difference.deposit or "",
        difference.about,
        difference.ours,
        difference.theirs,
        desk.now(),
    )
    # Under the lock of its wallet, so that two runs at the same moment tell it once.
    with desk.begin(*([deposit.wallet_id] if deposit else [])) as books:
        if not books.note_told(told):
            return Finding(difference, "told_before")
        facts = {"ours": difference.ours, "theirs": difference.theirs, "about": difference.about}
        facts |= {"deposit": difference.deposit} if difference.deposit else {}
        text = f"{difference.kind.text} {difference.about}: here {difference.ours}, there {difference.theirs}."
        post(desk, books, difference.code, text, request_id=difference.request, facts=facts)
        if difference.request:
            note(desk, books, books.get_request(difference.request), "note", text)
    log = desk.log.error if difference.kind.alarm else desk.log.warning
    log("books_and_gateway_differ", code=difference.code, gateway=difference.gateway, about=difference.about)
    return Finding(difference, "told")


def forget_what_was_wrong(desk: Desk, gateway: str) -> None:
    """A run came to its end: what was wrong with the gateway itself is over."""
    _forget_what_is_over(desk, gateway, "", frozenset())


def _forget_what_is_over(desk: Desk, gateway: str, deposit_id: str, standing: Iterable[str]) -> None:
    with desk.read() as books:
        over = [told for told in books.told_of(gateway, deposit_id) if told.key not in set(standing)]
    if over:
        with desk.begin() as books:
            books.note_gone(over, desk.now())


# ---------------------------------------------------------------- repairs


def _follow(desk: Desk, _: Deposit, difference: Difference, __: tuple[GatewayEvent, ...]) -> None:
    """Ask for the refund and record what is there; one that was never marked as sent is adopted."""
    refund_id = difference.refund or ""
    with desk.read() as books:
        attempt = books.attempts_of(refund_id)[-1]
    if attempt.state != "prepared":
        follow_refund(desk, refund_id)
        return
    made = look_up_attempt(desk, attempt).refunds
    found = next((each for each in made if each.attempt_id == attempt.attempt_id), None)
    if found is None:
        with desk.begin() as books:
            books.schedule("pay", refund_id, desk.now())
    elif sending := mark_sending(desk, attempt, LEASE):
        record_outcome(desk, sending, found)


def _refresh(desk: Desk, deposit: Deposit, _: Difference, __: tuple[GatewayEvent, ...]) -> None:
    with desk.read() as books:
        current = books.get_deposit(deposit.deposit_id)
    refresh_deposit(desk, current)


def _handle_dispute(desk: Desk, deposit: Deposit, difference: Difference, disputes: tuple[GatewayEvent, ...]) -> None:
    """By its own facts where an event names it, otherwise by its state alone: then all that is left is contested."""
    for event in disputes:
        note_events(desk, deposit.gateway, [event])
        try:
            apply_notice(desk, deposit.gateway, event.event_id)
        except Refused as refused:
            desk.log.warning("dispute_not_applied", deposit=deposit.deposit_id, code=refused.code)
    with desk.read() as books:
        here = books.get_deposit(deposit.deposit_id).dispute
    if here != difference.ours or difference.code != "dispute_unknown":
        return
    if difference.theirs in ("inquiry", "open"):
        open_dispute(desk, deposit.deposit_id, kind="inquiry" if difference.theirs == "inquiry" else "open")
    else:
        close_dispute(desk, deposit.deposit_id, outcome="won" if difference.theirs == "won" else "lost")


_REPAIRS: Mapping[str, Callable[[Desk, Deposit, Difference, tuple[GatewayEvent, ...]], None]] = MappingProxyType(
    {
        "refund_unrecorded": _follow,
        "status_behind": _follow,
        "failed_late": _follow,
        "attempt_unwatched": _follow,
        "external_refund": _refresh,
        "external_overstated": _refresh,
        "fee_learnt": _refresh,
        "dispute_unknown": _handle_dispute,
        "dispute_differs": _handle_dispute,
    }
)
"""The flow for each kind of difference that a flow can bring the books to."""
