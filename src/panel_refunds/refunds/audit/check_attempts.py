"""Attempts against their refunds: the same money, one open at a time, and both tell one story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from panel_refunds.ledger.audit.fault import Fault, fault
from panel_refunds.money import format_units
from panel_refunds.refunds.attempt import OPEN, Attempt, AttemptState
from panel_refunds.refunds.audit.wallet_facts import WalletFacts
from panel_refunds.refunds.refund import Refund, RefundState

REFUND_IS: Mapping[AttemptState, frozenset[RefundState]] = {
    # An attempt that did not run goes back to "prepared" while its refund stays "sending".
    "prepared": frozenset({"approved", "sending"}),
    "sending": frozenset({"sending"}),
    "unknown": frozenset({"sending"}),
    "pending": frozenset({"sent"}),
    "action_required": frozenset({"sent"}),
    "succeeded": frozenset({"paid"}),
}
"""What a refund is while its newest attempt is in this state; after any other word it may be in several."""

WAITING: Mapping[RefundState, frozenset[AttemptState]] = {
    "sending": frozenset({"prepared", "sending", "unknown"}),
    "sent": frozenset({"pending", "action_required"}),
}
"""Refunds that are under way have an attempt that is."""


def check_attempts(facts: WalletFacts) -> Iterator[Fault]:
    """Every attempt of the wallet, and every refund that must have one."""
    for attempt in facts.attempts:
        refund = facts.refunds.get(attempt.refund_id)
        if refund is not None:
            yield from _same_money(facts, attempt, refund)
    open_of = Counter(attempt.deposit_id for attempt in facts.attempts if attempt.state in OPEN)
    for deposit_id, many in open_of.items():
        if many > 1:
            yield fault("attempts_open_twice", f"{many} attempts are undecided.", facts.wallet_id, deposit_id)
    for refund in facts.refunds.values():
        yield from _same_story(facts, refund)


def _same_money(facts: WalletFacts, attempt: Attempt, refund: Refund) -> Iterator[Fault]:
    ids = (facts.wallet_id, attempt.attempt_id, refund.refund_id)
    deposit = facts.deposits.get(attempt.deposit_id)
    place = (attempt.wallet_id, attempt.deposit_id)
    if deposit is None or place != (facts.wallet_id, refund.deposit_id):
        yield fault(
            "attempt_misplaced", "It is of another deposit or wallet than its refund.", *ids, attempt.deposit_id
        )
    elif (attempt.gateway, attempt.payment) != (deposit.gateway, deposit.payment):
        text = f"It sends to {attempt.payment} at {attempt.gateway}, the money came from {deposit.payment}."
        yield fault("attempt_misplaced", text, *ids, deposit.deposit_id)
    if (attempt.amount, attempt.currency) != (refund.net, facts.currency):
        net = "an unknown net" if refund.net is None else format_units(refund.net)
        text = f"It sends {format_units(attempt.amount)} {attempt.currency}, its refund has {net} {facts.currency}."
        yield fault("attempt_figures_differ", text, *ids)


def _same_story(facts: WalletFacts, refund: Refund) -> Iterator[Fault]:
    attempts = facts.attempts_of[refund.refund_id]
    ids = (facts.wallet_id, refund.refund_id, *(attempt.attempt_id for attempt in attempts))
    for attempt in attempts:
        if refund.state not in REFUND_IS.get(attempt.state, {refund.state}):
            text = f"It is {refund.state}, its attempt is {attempt.state}."
            yield fault("refund_attempt_differs", text, *ids)
    states = {attempt.state for attempt in attempts}
    wanted = WAITING.get(refund.state)
    if wanted and not wanted & states:
        yield fault("refund_attempt_differs", f"It is {refund.state} and has no attempt under way.", *ids)
    if refund.state == "paid" and "succeeded" not in states and not (refund.reference or "").strip():
        yield fault("refund_unproven", "It is paid, without an attempt that succeeded or a reference.", *ids)
