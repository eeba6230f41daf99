"""Writing down what a gateway said of an attempt: the step that sending, looking up, webhooks and operators share.

Guarded by the attempt's fencing number, never downwards, and in one transaction with the books, the ticket and the
messages. *Sent* is not the end: a refund that succeeded can still fail, and then its money comes back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from panel_refunds.flows.desk import Desk
from panel_refunds.flows.request_state import save_request_state
from panel_refunds.flows.settling import bring_back, settle
from panel_refunds.flows.stop_gateway import PROBE_AFTER, stop_misconfigured
from panel_refunds.flows.stopping import stop_if_over
from panel_refunds.flows.ticketing import amount_of, arrival_of, post, tell
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    Outcome,
    Rejected,
    Rejection,
)
from panel_refunds.refunds.attempt import Attempt, AttemptState
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books
from panel_refunds.tickets import letters

LOOK_AFTER = (timedelta(minutes=1), timedelta(minutes=5), timedelta(hours=1), timedelta(days=1))
POLL_AFTER = (timedelta(hours=1), timedelta(days=1))
RETRY = timedelta(minutes=5)
FLOAT_RETRY = timedelta(hours=1)


def record_outcome(desk: Desk, attempt: Attempt, outcome: Outcome) -> Refund:
    """Record the outcome of sending ``attempt``; a late answer of an earlier send is dropped.

    So is one that knows less than a look-up has found out meanwhile. "It did not run" is said of this send alone: while
    an earlier one may have run (the same key is being worked on, say), it is still not known.
    """
    with desk.begin(attempt.wallet_id) as books:
        wallet = books.wallet(attempt.wallet_id)
        current = books.get_attempt(attempt.attempt_id)
        refund = books.get_refund(attempt.refund_id)
        if current.fence != attempt.fence:
            return refund
        if isinstance(outcome, GatewayRefund):
            return record_word(desk, books, wallet, current, refund, outcome)
        if current.state != "sending":
            return refund
        if isinstance(outcome, NotExecuted | Misconfigured) and attempt.sends > 1:
            return _unknown(desk, books, current, refund, outcome.text)
        if isinstance(outcome, NotExecuted):
            return _not_executed(desk, books, wallet, current, refund, outcome)
        if isinstance(outcome, Misconfigured):
            return _misconfigured(desk, books, wallet, current, refund, outcome)
        if isinstance(outcome, Rejected) and outcome.code is not Rejection.ALREADY_REFUNDED:
            return _rejected(desk, books, wallet, current, refund, outcome)
        # An "already refunded" is no success until a look-up shows our own attempt there.
        text = "the gateway says it was refunded already" if isinstance(outcome, Rejected) else outcome.text
        return _unknown(desk, books, current, refund, text)


def record_word(
    desk: Desk, books: Books, wallet: Wallet, attempt: Attempt, refund: Refund, found: GatewayRefund
) -> Refund:
    """The refund exists at the gateway, in some status: move attempt, refund, books and ticket there."""
    state: AttemptState = found.status.value
    if attempt.state == state or not attempt.may_become(state):
        # A repeated word, or an old one that came late: only a poll may have to be set.
        _schedule_poll(desk, books, attempt, refund)
        return refund
    moved = replace(attempt, state=state, gateway_ref=found.ref, lease_until=None, detail=found.failure or "", looks=0)
    if not books.save_attempt(moved, fence=attempt.fence):
        return refund
    refund = replace(refund, reference=found.reference or found.ref, sent_at=refund.sent_at or desk.now())
    if state in ("pending", "action_required"):
        task = "The gateway wants something from a person." if state == "action_required" else None
        refund = replace(refund, state="sent", task=task)
        books.save_refund(refund)
        _announce_sent(desk, books, refund, attempt)
    elif state == "succeeded":
        refund = settle(desk, books, wallet, refund, attempt.gateway)
        _announce_sent(desk, books, refund, attempt)
    elif attempt.state == "succeeded":
        refund = bring_back(desk, books, wallet, refund, attempt.gateway, found.failure or state)
        _announce_failed(desk, books, refund, found.failure or state)
    else:
        refund = close_failed(desk, books, wallet, refund, found.failure or state)
    save_request_state(books, refund)
    _schedule_poll(desk, books, moved, refund)
    return refund


def close_failed(desk: Desk, books: Books, wallet: Wallet, refund: Refund, why: str) -> Refund:
    """The gateway will not: the gross is back on its lot, the fee is not kept, the ticket is open again."""
    refund = bring_back(desk, books, wallet, refund, None, why)
    books.unschedule("pay", refund.refund_id)
    books.unschedule("follow", refund.refund_id)
    save_request_state(books, refund)
    _announce_failed(desk, books, refund, why)
    return refund


def _not_executed(
    desk: Desk, books: Books, wallet: Wallet, attempt: Attempt, refund: Refund, outcome: NotExecuted
) -> Refund:
    moved = replace(attempt, state="prepared", lease_until=None, detail=outcome.text)
    if not books.save_attempt(moved, fence=attempt.fence):
        return refund
    if stopped := stop_if_over(desk, books, wallet, refund):
        return stopped
    books.unschedule("follow", refund.refund_id)
    books.schedule("pay", refund.refund_id, desk.now() + (outcome.retry_after or RETRY))
    return refund


def _misconfigured(
    desk: Desk, books: Books, wallet: Wallet, attempt: Attempt, refund: Refund, outcome: Misconfigured
) -> Refund:
    moved = replace(attempt, state="prepared", lease_until=None, detail=outcome.text)
    if not books.save_attempt(moved, fence=attempt.fence):
        return refund
    stop_misconfigured(desk, books, attempt.gateway, outcome.text, request_id=refund.request_id)
    if stopped := stop_if_over(desk, books, wallet, refund):
        return stopped
    books.unschedule("follow", refund.refund_id)
    books.schedule("pay", refund.refund_id, desk.now() + PROBE_AFTER[0])
    return refund


def _rejected(desk: Desk, books: Books, wallet: Wallet, attempt: Attempt, refund: Refund, outcome: Rejected) -> Refund:
    moved = replace(attempt, state="rejected", lease_until=None, detail=f"{outcome.code.value}: {outcome.text}")
    if not books.save_attempt(moved, fence=attempt.fence):
        return refund
    if outcome.code is not Rejection.INSUFFICIENT_BALANCE:
        return close_failed(desk, books, wallet, refund, outcome.code.value)
    if stopped := stop_if_over(desk, books, wallet, refund):
        return stopped
    # The gateway's float is short: the hold stays, and a later try is a new attempt with a new key.
    refund = replace(refund, state="approved", queued_at=refund.queued_at or desk.now())
    books.save_refund(refund)
    save_request_state(books, refund)
    text = f"{attempt.gateway} has not enough of our money at the moment."
    post(desk, books, "payout_float", text, request_id=refund.request_id)
    books.unschedule("follow", refund.refund_id)
    books.schedule("pay", refund.refund_id, desk.now() + FLOAT_RETRY)
    return refund


def _unknown(desk: Desk, books: Books, attempt: Attempt, refund: Refund, text: str) -> Refund:
    wait = LOOK_AFTER[min(attempt.looks, len(LOOK_AFTER) - 1)]
    moved = replace(attempt, state="unknown", lease_until=None, looks=attempt.looks + 1, detail=text)
    if books.save_attempt(moved, fence=attempt.fence):
        books.schedule("follow", refund.refund_id, desk.now() + wait)
        if attempt.looks == len(LOOK_AFTER):
            facts = {"attempt": attempt.attempt_id, "payment": attempt.payment}
            post(desk, books, "outcome_unknown", f"Nobody knows: {text}", request_id=refund.request_id, facts=facts)
    return refund


def _schedule_poll(desk: Desk, books: Books, attempt: Attempt, refund: Refund) -> None:
    if attempt.state not in ("pending", "action_required"):
        books.unschedule("follow", refund.refund_id)
        return
    age = desk.now() - (attempt.first_sent_at or desk.now())
    wait = POLL_AFTER[0] if age < POLL_AFTER[0] else POLL_AFTER[1]
    books.schedule("follow", refund.refund_id, desk.now() + wait)


def _announce_sent(desk: Desk, books: Books, refund: Refund, attempt: Attempt) -> None:
    if attempt.state in ("pending", "action_required"):
        return  # the customer was told when it was sent
    request = books.get_request(refund.request_id)
    range_ = arrival_of(desk, request, refund.sent_at or desk.now())
    letter = letters.sent(refund.split.net, request.currency, range_, refund.reference)
    tell(desk, books, request, "refund_sent", letter)


def _announce_failed(desk: Desk, books: Books, refund: Refund, why: str) -> None:
    request = books.get_request(refund.request_id)
    tell(desk, books, request, "refund_failed", letters.failed(refund.gross, request.currency, why))
    post(
        desk,
        books,
        "refund_failed_for_finance",
        f"{amount_of(refund.gross, request)}: {why}",
        request_id=request.request_id,
    )
