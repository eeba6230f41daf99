"""Nobody could know whether a gateway ran a refund; an operator looked there and says what is true.

The last resort for attempts whose outcome no look-up can tell. The operator's word is recorded with the evidence,
and only where a task asks for it: an attempt that the core can still look up is never decided by a person.
"""

from __future__ import annotations

from dataclasses import replace

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import approvers_of
from panel_refunds.flows.desk import Desk
from panel_refunds.flows.people import check_role
from panel_refunds.flows.recording import record_word
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.flows.staff_rights import check_may
from panel_refunds.flows.stopping import stop_if_over
from panel_refunds.money import Money
from panel_refunds.ports import GatewayRefund, RefundStatus
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books


def resolve_attempt(desk: Desk, refund_id: str, *, ran: bool, evidence: str, by: str) -> Refund:
    """Record what the operator saw: it ``ran`` (``evidence`` is its reference there), or it did not.

    What ran is paid. What did not run is approved again: the next send is a new attempt with a new key. Where nothing
    may be sent any more it is stopped instead.
    """
    if not evidence.strip():
        raise Refused("evidence_needed", field="evidence")
    with desk.read() as books:
        wallet_id = books.get_refund(refund_id).wallet_id
    with desk.begin(wallet_id) as books:
        desk.stop_if_replayed(books)
        wallet = books.wallet(wallet_id)
        refund = books.get_refund(refund_id)
        check_role(by, approvers_of(desk, books, refund), "say what became of a refund")
        check_may(by, "say what became of a refund")
        attempts = books.attempts_of(refund_id)
        if refund.task is None or not attempts or attempts[-1].state != "unknown":
            raise Refused("not_an_operator_task", "That refund does not wait for an operator's word.")
        attempt = attempts[-1]
        facts = {"attempt": attempt.attempt_id, "ran": str(ran).lower()}
        before, after = {"attempt": attempt.state}, {"attempt": "ran" if ran else "never ran"}
        books.add_action(by, "resolve_attempt", refund_id, desk.now(), evidence, facts, before=before, after=after)
        if ran:
            amount = Money(attempt.amount, attempt.currency)
            seen = GatewayRefund(evidence, RefundStatus.SUCCEEDED, amount, attempt.attempt_id, evidence)
            refund = record_word(desk, books, wallet, attempt, refund, seen)
        else:
            closed = replace(attempt, state="rejected", detail=f"never ran, says {by}: {evidence}", lease_until=None)
            if not books.save_attempt(closed, fence=attempt.fence):
                raise Refused("in_progress")
            refund = stop_if_over(desk, books, wallet, refund) or _approved_again(desk, books, refund)
        desk.remember(books, refund_id)
    return refund


def _approved_again(desk: Desk, books: Books, refund: Refund) -> Refund:
    refund = replace(refund, state="approved", task=None)
    books.save_refund(refund)
    save_request_state(books, refund)
    books.unschedule("follow", refund.refund_id)
    books.schedule("pay", refund.refund_id, desk.now())
    return refund
