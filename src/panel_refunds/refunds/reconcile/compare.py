"""What differs between the two sides of one deposit.

The gateway was read before our books. So what it has and we do not know is a difference; what we know and it does not
have is one only if we sent it well before we looked there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from panel_refunds.money import Money
from panel_refunds.refunds.attempt import OPEN, Attempt, AttemptState
from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.payment import compare_payment, differ
from panel_refunds.refunds.reconcile.sides import OurSide, RefundThere, TheirSide, external_units, whose

Made = dict[str, list[RefundThere]]
"""The refunds at the gateway by the attempt of ours that made them."""

ON_THE_WAY: frozenset[AttemptState] = frozenset({"pending", "action_required"})
NOT_KNOWN: frozenset[AttemptState] = frozenset({"prepared", "sending", "unknown"})
PROMISED = frozenset({"approved", "sending", "sent", "paid"})
_GONE = frozenset({"failed", "canceled"})


def compare(ours: OurSide, theirs: TheirSide) -> list[Difference]:
    """Every difference of one deposit, the payment's own first."""
    found = list(compare_payment(ours, theirs))
    if theirs.refunds is None:
        return [*found, *_unwatched(ours)]
    made: Made = defaultdict(list)
    for refund in theirs.refunds:
        if attempt := whose(refund, ours.attempts):
            made[attempt.attempt_id].append(refund)
        elif refund.attempt_id is not None:
            told = f"{refund.amount} {refund.status}, attempt {refund.attempt_id}"
            found.append(differ(ours, "refund_without_attempt", refund.ref, "no such attempt", told))
    of_attempts = [each for attempt in ours.attempts for each in _of_attempt(ours, theirs, attempt, made)]
    found += [*of_attempts, *_external(ours, theirs, theirs.refunds)]
    # A refund whose attempts disagree already explains what the journal has of it, and why nobody looks after it.
    explained = {each.refund for each in of_attempts}
    found += [each for each in (*_ledger(ours, made), *_unwatched(ours)) if each.refund not in explained]
    if not theirs.complete:
        found.append(differ(ours, "look_incomplete", ours.deposit.payment, "refunds to compare", "not all of them"))
    return found


# ---------------------------------------------------------------- attempts


def _of_attempt(ours: OurSide, theirs: TheirSide, attempt: Attempt, made: Made) -> Iterator[Difference]:
    there = made.get(attempt.attempt_id, ())
    if not there:
        yield from _absent(ours, theirs, attempt)
        return
    standing = [each for each in there if each.standing]
    if len(standing) > 1:
        told = ", ".join(sorted(f"{each.ref} {each.amount}" for each in standing))
        yield differ(ours, "paid_twice", attempt.attempt_id, attempt.state, told, attempt)
        return
    refund = standing[0] if standing else there[-1]
    amount = Money(attempt.amount, attempt.currency)
    if refund.standing and refund.amount != amount:
        yield differ(ours, "amount_differs", attempt.attempt_id, str(amount), str(refund.amount), attempt)
    elif code := _between(attempt, refund, ours):
        yield differ(ours, code, attempt.attempt_id, attempt.state, refund.status, attempt)


def _between(attempt: Attempt, refund: RefundThere, ours: OurSide) -> str | None:
    """The code of what lies between the two states of one refund; None when they agree."""
    if attempt.state == refund.status:
        return None
    if attempt.state in NOT_KNOWN:
        # While its sender is alive, that one will record it.
        return None if _is_sending(attempt, ours) else "refund_unrecorded"
    if attempt.state in ON_THE_WAY:
        return "status_behind"
    if attempt.state == "succeeded":
        # A list that is older than our own knowledge may still say pending.
        return "failed_late" if refund.status in _GONE else None
    return "closed_but_paid" if refund.standing else None


def _absent(ours: OurSide, theirs: TheirSide, attempt: Attempt) -> Iterator[Difference]:
    """A refund that we say is there, and a complete look well after it was sent does not show."""
    says_there = attempt.state == "succeeded" or attempt.state in ON_THE_WAY
    sent_at = attempt.first_sent_at or attempt.created_at
    if says_there and theirs.complete and theirs.as_of > sent_at + theirs.lag:
        here = f"{Money(attempt.amount, attempt.currency)} {attempt.state}"
        yield differ(ours, "missing_at_gateway", attempt.gateway_ref or attempt.attempt_id, here, "nothing", attempt)


def _unwatched(ours: OurSide) -> Iterator[Difference]:
    for attempt in ours.attempts:
        if attempt.state in OPEN and not _is_sending(attempt, ours) and attempt.refund_id not in ours.watched:
            yield differ(ours, "attempt_unwatched", attempt.attempt_id, attempt.state, "not asked", attempt)


def _is_sending(attempt: Attempt, ours: OurSide) -> bool:
    return attempt.state == "sending" and attempt.lease_until is not None and attempt.lease_until > ours.at


# ---------------------------------------------------------------- refunds of others


def _external(ours: OurSide, theirs: TheirSide, refunds: tuple[RefundThere, ...]) -> Iterator[Difference]:
    """Refunds of others; only a complete list that shows them says how much they come to."""
    if not theirs.complete or not theirs.shows_others:
        return
    deposit = ours.deposit
    here, there = deposit.external_refunded, external_units(deposit, ours.refunds, ours.attempts, refunds)
    # Before a refund is sent, everything beyond our own books counts as paid back by others: also what our own
    # attempts paid and our books deny, which is told as a difference of its own.
    beyond = max(sum(each.amount.units for each in refunds if each.standing) - _settled(ours), 0)
    if here not in (there, min(beyond, deposit.amount)):
        code = "external_refund" if here < there else "external_overstated"
        yield differ(ours, code, deposit.payment, _money(ours, here), _money(ours, there))
    promised = sum(each.gross if each.net is None else each.net for each in ours.refunds if each.state in PROMISED)
    if there and there + promised + ours.lost > deposit.amount:
        told = f"{_money(ours, promised + ours.lost)} of {_money(ours, deposit.amount)} paid, promised or lost"
        yield differ(ours, "external_too_much", deposit.payment, told, f"{_money(ours, there)} paid back by others")


def _settled(ours: OurSide) -> int:
    return sum(each.net or 0 for each in ours.refunds if each.state in ("paid", "sent"))


# ---------------------------------------------------------------- the ledger


def _ledger(ours: OurSide, made: Made) -> Iterator[Difference]:
    """By refund, what the journal booked to the gateway's account against what the gateway says has succeeded.

    Only of refunds that are decided on both sides: while one side is behind, that is the difference. A refund that a
    person paid by hand has no refund of ours at the gateway to be compared with.
    """
    for refund in ours.refunds:
        attempts = [attempt for attempt in ours.attempts if attempt.refund_id == refund.refund_id]
        there = [each for attempt in attempts for each in made.get(attempt.attempt_id, ())]
        if not there or any(attempt.state in OPEN for attempt in attempts):
            continue
        if any(each.status in ON_THE_WAY for each in there):
            continue
        paid = sum(each.amount.units for each in there if each.status == "succeeded")
        by_hand = not paid and refund.state == "paid" and not any(each.state == "succeeded" for each in attempts)
        booked = ours.booked.get(refund.refund_id, 0)
        if booked != paid and not by_hand:
            here, told = _money(ours, booked), _money(ours, paid)
            yield differ(ours, "ledger_differs", refund.refund_id, here, told, attempts[-1])


def _money(ours: OurSide, units: int) -> str:
    return str(Money(units, ours.deposit.currency))
