"""The two sides of one deposit, as plain facts: what our books say, and what its gateway says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Literal

from panel_refunds.ledger.deposit import Deposit, DisputeState
from panel_refunds.money import Money
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund

StatusThere = Literal["pending", "action_required", "succeeded", "failed", "canceled"]
STANDING: frozenset[StatusThere] = frozenset({"pending", "action_required", "succeeded"})
"""A refund that left the payment, or is about to."""


@dataclass(frozen=True, slots=True)
class RefundThere:
    """A refund as the gateway has it; ``attempt_id`` is what it carries of ours, None where it carries nothing.

    ``reference`` is what the customer's bank or chain calls it, where the gateway tells.
    """

    ref: str
    status: StatusThere
    amount: Money
    attempt_id: str | None = None
    reference: str | None = None

    @property
    def standing(self) -> bool:
        """Whether its money left the payment, or is about to."""
        return self.status in STANDING


@dataclass(frozen=True, slots=True)
class PaymentThere:
    """The payment as the gateway has it; ``fee`` in units of its currency, None while not known.

    ``other_mode``: it is play money where the account is a real one, or the other way round.
    """

    amount: Money
    captured: bool
    dispute: DisputeState = "none"
    fee: int | None = None
    other_mode: bool = False


@dataclass(frozen=True, slots=True)
class TheirSide:
    """What the gateway says. ``payment`` None: it has no such payment. ``refunds`` None: it was not asked for them.

    Only a ``complete`` list proves that a refund is not there, and only one that was sent ``lag`` before ``as_of``.
    ``reports_disputes``: a payment without a dispute is known to have none. ``shows_others``: refunds that others made
    are in the list; where they are not, it says nothing of them.
    """

    payment: PaymentThere | None
    refunds: tuple[RefundThere, ...] | None
    complete: bool
    as_of: datetime
    lag: timedelta = timedelta(0)
    reports_disputes: bool = False
    shows_others: bool = True


@dataclass(frozen=True, slots=True)
class OurSide:
    """What our books say at the moment ``at``.

    ``booked`` is by refund what its entries moved to the gateway's account (units), ``lost`` what lost disputes took
    of the payment (units), ``watched`` the refunds that somebody looks after: a piece of work or a person's task.
    """

    deposit: Deposit
    at: datetime
    refunds: tuple[Refund, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    booked: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    lost: int = 0
    watched: frozenset[str] = frozenset()


def whose(refund: RefundThere, attempts: Iterable[Attempt]) -> Attempt | None:
    """The attempt that made a refund, None when none of these did.

    It carries the attempt's id; at a gateway that carries nothing it is known by the ref that the gateway gave us.
    """
    for attempt in attempts:
        if refund.attempt_id == attempt.attempt_id:
            return attempt
        if refund.attempt_id is None and refund.ref == attempt.gateway_ref:
            return attempt
    return None


def external_units(
    deposit: Deposit, refunds: Iterable[Refund], attempts: Iterable[Attempt], there: Iterable[RefundThere]
) -> int:
    """What was paid back at the gateway and is none of our ``refunds``, in units, at most the deposit.

    One that a person made by hand, in the gateway's own pages, and recorded by its ref or its reference is ours as
    well, for as much as was recorded: what the gateway paid beyond that is not.
    """
    made, mine = tuple(refunds), tuple(attempts)
    others = [each for each in there if each.standing and whose(each, mine) is None]
    total = sum(
        max(each.amount.units - recorded_units(each, made), 0)
        for each in others
        if each.amount.currency == deposit.currency
    )
    return min(total, deposit.amount)


def recorded_units(refund: RefundThere, refunds: Iterable[Refund]) -> int:
    """How much of a refund at the gateway people recorded here by one of its names, in units."""
    names = {refund.ref, refund.reference} - {None}
    return sum(each.net or 0 for each in refunds if each.reference in names)
