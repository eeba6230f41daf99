"""Ten wrong versions of the refund protocol, each as somebody has shipped it, or might.

``planted(name)`` puts one of them in the place of the right one. They are small on purpose: the simulator has to find
them by what they do to the money and the books, not by what they look like.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from unittest.mock import patch

from panel_refunds.flows import apply_notice, attempting, follow_refund, pay_refund, recording
from panel_refunds.money import Money
from panel_refunds.ports import (
    GatewayRefund,
    NotExecuted,
    OutcomeUnknown,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds.refunds.attempt import NEXT, Attempt, AttemptState


@dataclass(frozen=True)
class Bug:
    """One wrong version: ``changes`` are places with what stands there instead; it is found within ``seeds`` runs."""

    name: str
    story: str
    seeds: int
    changes: tuple[tuple[Any, str, Any], ...]


@contextmanager
def planted(bug: Bug) -> Iterator[None]:
    """The wrong version, as long as the block lasts."""
    with ExitStack() as stack:
        for place, name, wrong in bug.changes:
            stack.enter_context(patch.object(place, name, wrong))
        yield


# ------------------------------------------------------------ the wrong versions

_call_gateway = pay_refund.call_gateway
_mark_sending = attempting.mark_sending
_record_outcome = recording.record_outcome
_note_external = apply_notice._note_external


def _new_key_for_each_send(desk: Any, attempt: Attempt, deposit: Any) -> Any:
    return _call_gateway(desk, replace(attempt, key=f"{attempt.key[:20]}{attempt.sends:04d}"), deposit)


def _silence_is_failure(desk: Any, attempt: Attempt, outcome: Any) -> Any:
    if isinstance(outcome, OutcomeUnknown):
        outcome = Rejected(Rejection.INVALID_REQUEST, "no answer")
    return _record_outcome(desk, attempt, outcome)


def _call_before_commit(desk: Any, attempt: Attempt, lease: timedelta, **how: Any) -> Any:
    order = RefundOrder(
        attempt.attempt_id, attempt.key, attempt.payment, "card", Money(attempt.amount, attempt.currency)
    )
    # The wrong version does not wait for an answer.
    with suppress(Exception):
        desk.gateway(attempt.gateway).create_refund(order)
    return _mark_sending(desk, attempt, lease, **how)


def _whoever_answers_is_right(desk: Any, attempt: Attempt, outcome: Any) -> Any:
    """No fencing: what a late sender was told is written over what was found out meanwhile."""
    if isinstance(outcome, NotExecuted | OutcomeUnknown):
        with desk.begin(attempt.wallet_id) as books:
            refund = books.get_refund(attempt.refund_id)
            late = replace(books.get_attempt(attempt.attempt_id), state="unknown", lease_until=None)
            books.save_attempt(late, fence=late.fence)
            books.schedule("follow", refund.refund_id, desk.now())
        return refund
    with desk.read() as books:
        current = books.get_attempt(attempt.attempt_id)
    return _record_outcome(desk, replace(attempt, fence=current.fence), outcome)


def _already_refunded_is_success(desk: Any, attempt: Attempt, outcome: Any) -> Any:
    if isinstance(outcome, Rejected) and outcome.code is Rejection.ALREADY_REFUNDED:
        amount = Money(attempt.amount, attempt.currency)
        outcome = GatewayRefund("already", RefundStatus.SUCCEEDED, amount, attempt.attempt_id)
    return _record_outcome(desk, attempt, outcome)


def _sees_nothing(desk: Any, attempt: Attempt) -> Any:
    return _look(desk, attempt) if attempt.gateway_ref else (None, RefundsFound((), complete=True, as_of=desk.now()))


_look = follow_refund._look


def _never_ran_at_once(desk: Any, refund: Any, attempt: Attempt, sight: Any) -> Any:
    return follow_refund._never_ran(desk, refund, attempt)


def _sum_of_hints(desk: Any, deposit: Any, refunds: Any) -> Any:
    """What a hint says is added to what was said before."""
    refunds = list(refunds)
    more = [replace(each, ref="again") for each in refunds if each.attempt_id is None and deposit.external_refunded]
    return _note_external(desk, deposit, [*refunds, *more])


def _success_is_the_end(attempt: Attempt, state: AttemptState) -> bool:
    return attempt.state != "succeeded" and state in NEXT[attempt.state]


def _everything_fits(*_: Any) -> None:
    return None


def _gross_stays_held(desk: Any, books: Any, wallet: Any, refund: Any, why: str) -> Any:
    refund = replace(refund, state="failed", why=why, task=None)
    books.save_refund(refund)
    books.unschedule("pay", refund.refund_id)
    books.unschedule("follow", refund.refund_id)
    return refund


BUGS = (
    Bug(
        "a_new_key_for_each_send",
        "the key is made anew whenever it is sent",
        300,
        ((pay_refund, "call_gateway", _new_key_for_each_send), (follow_refund, "call_gateway", _new_key_for_each_send)),
    ),
    Bug(
        "silence_is_failure",
        "a time-out is taken for a failure, and the money is let go (F6)",
        300,
        ((pay_refund, "record_outcome", _silence_is_failure), (follow_refund, "record_outcome", _silence_is_failure)),
    ),
    Bug(
        "sent_before_it_is_committed",
        "the call comes before the commit of sending (F7)",
        300,
        ((pay_refund, "mark_sending", _call_before_commit),),
    ),
    Bug(
        "no_fencing",
        "whoever answers last is right",
        300,
        (
            (pay_refund, "record_outcome", _whoever_answers_is_right),
            (follow_refund, "record_outcome", _whoever_answers_is_right),
        ),
    ),
    Bug(
        "no_lease",
        "a sender that is alive is taken for dead",
        600,
        ((attempting, "lease_is_over", lambda *_: True), (follow_refund, "lease_is_over", lambda *_: True)),
    ),
    Bug(
        "sent_again_without_a_look",
        "what is not known is sent again, however old its key is (the gateway makes another refund)",
        300,
        ((follow_refund, "_look", _sees_nothing), (follow_refund, "_key_lives", lambda *_: True)),
    ),
    Bug(
        "already_refunded_is_success",
        "the gateway says that nothing is left, and it is booked as ours (F8)",
        300,
        (
            (pay_refund, "record_outcome", _already_refunded_is_success),
            (follow_refund, "record_outcome", _already_refunded_is_success),
        ),
    ),
    Bug(
        "not_seen_is_not_there",
        "a look-up that lags, or is not complete, is taken for absence, and a new attempt is made (F5)",
        300,
        ((follow_refund, "_not_found", _never_ran_at_once),),
    ),
    Bug(
        "hints_are_added_up",
        "a cumulative figure is booked as a delta (F4)",
        300,
        ((apply_notice, "_note_external", _sum_of_hints),),
    ),
    Bug(
        "success_is_the_end",
        "what fails after it succeeded is ignored (F10)",
        300,
        ((Attempt, "may_become", _success_is_the_end),),
    ),
    Bug(
        "disputes_are_not_looked_at_again",
        "approved is approved: a payment contested meanwhile is refunded too (F13)",
        300,
        ((attempting, "_stopped", lambda *_: None),),
    ),
    Bug(
        "what_others_refunded_does_not_count",
        "refunds made in the gateway's own pages are not taken off",
        300,
        ((attempting, "_does_not_fit", _everything_fits),),
    ),
    Bug(
        "rejected_money_stays_held",
        "the gateway says no, and the hold is never released",
        300,
        ((recording, "close_failed", _gross_stays_held),),
    ),
)
