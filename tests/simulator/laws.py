"""What must be true after every step of every run, and at its end.

Between two looks one transaction at most was committed, so what an attempt was before and is now is one move of it. The
gateway's own books are the truth: whatever it has made for an attempt, the attempt must admit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.simulator.card_house import GONE, KEY_LIVES, CardHouse
from tests.simulator.picture import Picture
from tests.simulator.stage import Actor

from panel_refunds.refunds.attempt import NEXT, OPEN, Attempt
from panel_refunds.refunds.refund import HOLDING

SAFE = KEY_LIVES - timedelta(minutes=10)
"""A worker counts on 23 hours; nobody on this stage stands still for more than 50 minutes between a look and a send."""
ADMITS = frozenset({"sending", "unknown", "pending", "action_required", "succeeded"})
"""States of an attempt that leave room for its money being on the way."""


class LawBrokenError(AssertionError):
    """Something happened that must never happen."""


@dataclass
class Laws:
    """The laws, and what was seen last."""

    house: CardHouse
    before: Picture | None = None
    broken: list[str] = field(default_factory=list)

    def look(self, picture: Picture, at: datetime, actor: Actor | None) -> None:
        """LawBrokenError unless everything is as it must be; ``actor`` is who moved last."""
        said = [*_sums(picture, self.house), *_admitted(picture, self.house)]
        if self.before is not None:
            said += _moves(self.before, picture, at)
            said += _opened(self.before, picture, actor)
        self.before = picture
        if said:
            raise LawBrokenError("; ".join(said))

    def end(self, picture: Picture) -> None:
        """When the faults are over and time has passed: nothing is left unexplained, and both books are the same."""
        said = [*_explained(picture), *_settled(picture, self.house)]
        if said:
            raise LawBrokenError("in the end: " + "; ".join(said))


# ------------------------------------------------------------ after every step


def _admitted(picture: Picture, house: CardHouse) -> Iterator[str]:
    """One refund at the gateway for an attempt, of its amount, and the attempt does not deny it."""
    made: Counter[str] = Counter()
    paid: Counter[tuple[str, str]] = Counter()
    for payment, refund in house.made_for_us():
        made[refund.attempt_id or ""] += 1
        attempt = picture.attempts.get(refund.attempt_id or "")
        if attempt is None:
            yield f"{refund.ref} was made for an attempt that is not in the books"
            continue
        if attempt.amount != refund.amount.units or attempt.payment != payment.ref:
            yield f"{refund.ref} is about other money than {attempt.attempt_id}"
        if refund.status not in GONE:
            ours = picture.refunds[attempt.refund_id]
            paid[ours.request_id, ours.deposit_id] += 1
            if attempt.state not in ADMITS:
                yield f"{refund.ref} has left, its attempt {attempt.attempt_id} says {attempt.state}"
    yield from _once(picture, made, paid)


def _once(picture: Picture, made: Counter[str], paid: Counter[tuple[str, str]]) -> Iterator[str]:
    for attempt_id, many in made.items():
        if many > 1:
            yield f"{attempt_id} was refunded {many} times"
    for (request_id, deposit_id), many in paid.items():
        if many > 1:
            yield f"{request_id} was paid {many} times to {deposit_id}"
    for attempt in picture.attempts.values():
        if attempt.state in ("pending", "action_required", "succeeded") and not made[attempt.attempt_id]:
            yield f"{attempt.attempt_id} is {attempt.state}, and the gateway has nothing of it"


def _sums(picture: Picture, house: CardHouse) -> Iterator[str]:
    """No payment gives back more than it brought, and what was booked has left (or one of it is unknown)."""
    of_deposit = picture.refunds_by_deposit()
    for deposit in picture.deposits.values():
        payment = house.payments[deposit.payment]
        if payment.refunded + payment.lost > payment.amount.units:
            yield f"{deposit.payment} gave back more than it brought"
        refunds = of_deposit[deposit.deposit_id]
        booked = sum(each.split.net for each in refunds if each.state == "paid")
        unknown = sum(each.split.net for each in refunds if each.state in ("sending", "sent"))
        ours = sum(each.amount.units for each in payment.standing(ours=True))
        if ours > booked + unknown:
            yield f"{deposit.payment}: {ours} have left and {booked} are booked, {unknown} under way"
        live = [each for each in refunds if each.state in HOLDING or each.state == "paid"]
        if sum(each.gross - each.bonus_deducted for each in live) > deposit.amount:
            yield f"{deposit.deposit_id}: more is promised than was paid in"


def _moves(before: Picture, after: Picture, at: datetime) -> Iterator[str]:
    """What one transaction may do to an attempt."""
    for attempt in after.attempts.values():
        was = before.attempts.get(attempt.attempt_id)
        if was is None:
            if attempt.state != "prepared":
                yield f"{attempt.attempt_id} began as {attempt.state}"
            continue
        if attempt.state != was.state and attempt.state not in NEXT[was.state]:
            yield f"{attempt.attempt_id} went from {was.state} to {attempt.state}"
        if (attempt.key, attempt.amount, attempt.payment) != (was.key, was.amount, was.payment):
            yield f"{attempt.attempt_id} has another key, amount or payment than before"
        if attempt.fence != was.fence:
            yield from _sent(before, was, attempt, at)
        deposit = before.deposits[attempt.deposit_id]
        if attempt.fence != was.fence and before.stopped(deposit):
            yield f"{attempt.attempt_id} was sent though its deposit is stopped"


def _sent(before: Picture, was: Attempt, attempt: Attempt, at: datetime) -> Iterator[str]:
    if attempt.fence != was.fence + 1 or attempt.state != "sending":
        yield f"{attempt.attempt_id} was fenced from {was.fence} to {attempt.fence} as {attempt.state}"
    if was.state == "sending" and was.lease_until and was.lease_until > at:
        yield f"{attempt.attempt_id} was taken over while its sender was alive"
    if was.state in ("sending", "unknown") and was.first_sent_at and at - was.first_sent_at >= SAFE:
        yield f"{attempt.attempt_id} was sent again when its key was no longer safe"


def _opened(before: Picture, after: Picture, actor: Actor | None) -> Iterator[str]:
    """A new attempt fits what its maker has read of the payment, fees and refunds made elsewhere included."""
    of_deposit = after.refunds_by_deposit()
    for attempt in after.attempts.values():
        if attempt.attempt_id in before.attempts or actor is None or attempt.payment not in actor.seen:
            continue
        outside, dispute = actor.seen[attempt.payment]
        deposit = after.deposits[attempt.deposit_id]
        others = [each for each in of_deposit[deposit.deposit_id] if each.state in ("paid", "sent")]
        mine = after.refunds[attempt.refund_id]
        out = sum(each.gross - each.bonus_deducted for each in [*others, mine])
        if out > deposit.amount - outside:
            yield f"{attempt.attempt_id}: {out} of {deposit.amount} would go, {outside} went elsewhere"
        if dispute in ("open", "lost"):
            yield f"{attempt.attempt_id} was made though the gateway says that the payment is contested"


# ------------------------------------------------------------ in the end


def _explained(picture: Picture) -> Iterator[str]:
    """Every attempt has an end, or a person was told; every approved refund was paid, failed or stopped."""
    for refund in picture.refunds.values():
        attempts = picture.attempts_of(refund)
        undecided = [each for each in attempts if each.state in OPEN]
        if refund.task is None and undecided:
            yield f"{refund.refund_id} ({refund.state}) has {undecided[-1].state} attempts and nobody was told"
        if refund.task is None and refund.state in ("approved", "sending", "sent"):
            yield f"{refund.refund_id} is still {refund.state} and nobody was told"


def _settled(picture: Picture, house: CardHouse) -> Iterator[str]:
    """What left the gateway for us is what was booked, refund by refund; what happened there is known here."""
    of_deposit = picture.refunds_by_deposit()
    for deposit in picture.deposits.values():
        payment = house.payments[deposit.payment]
        refunds = of_deposit[deposit.deposit_id]
        booked = sum(each.split.net for each in refunds if each.state == "paid")
        ours = sum(each.amount.units for each in payment.standing(ours=True))
        undecided = any(each.state in ("sending", "sent") for each in refunds)
        if ours != booked and not undecided:
            yield f"{deposit.payment}: {ours} have left and {booked} are booked"
        if deposit.external_refunded != payment.outside:
            yield f"{deposit.payment}: {payment.outside} went elsewhere, the books say {deposit.external_refunded}"
        if deposit.dispute != payment.dispute:
            yield f"{deposit.payment}: its dispute is {payment.dispute}, the books say {deposit.dispute}"
        if deposit.fee is None and payment.fee_known:
            yield f"{deposit.payment}: its fee is known there and not here"
