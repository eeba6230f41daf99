"""What differs about the payment itself: its amount, its fee, a dispute."""

from __future__ import annotations

from collections.abc import Iterator

from panel_refunds.money import Money
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.reconcile.difference import Difference
from panel_refunds.refunds.reconcile.sides import OurSide, PaymentThere, TheirSide

NEXT_DISPUTE = frozenset(
    {
        # What we may learn without being told how much is contested: the rest of the payment, or what we know already.
        ("none", "inquiry"),
        ("none", "open"),
        ("inquiry", "open"),
        ("won", "open"),
        ("inquiry", "won"),
        ("open", "won"),
        ("inquiry", "lost"),
        ("open", "lost"),
    }
)
_NO_MATTER = frozenset({("none", "won"), ("open", "inquiry"), ("inquiry", "none"), ("won", "none")})
"""It froze nothing here, or froze it more carefully than the gateway asks for."""


def compare_payment(ours: OurSide, theirs: TheirSide) -> Iterator[Difference]:
    """Whether it is the payment that we credited, with its fee and its dispute."""
    deposit, payment = ours.deposit, theirs.payment
    amount = Money(deposit.amount, deposit.currency)
    if payment is None:
        yield differ(ours, "payment_unknown", deposit.payment, f"credited {amount}", "no such payment")
        return
    if payment.other_mode:
        yield differ(ours, "payment_other_mode", deposit.payment, f"credited {amount}", "of the other mode")
    if not payment.captured:
        yield differ(ours, "payment_not_captured", deposit.payment, f"credited {amount}", "not captured")
    elif payment.amount != amount:
        yield differ(ours, "payment_differs", deposit.payment, str(amount), str(payment.amount))
    if payment.fee is not None and payment.fee != deposit.fee:
        there = str(Money(payment.fee, deposit.currency))
        if deposit.fee is None:
            yield differ(ours, "fee_learnt", deposit.payment, "not known", there)
        else:
            yield differ(ours, "fee_differs", deposit.payment, str(Money(deposit.fee, deposit.currency)), there)
    yield from _dispute(ours, theirs, payment)


def _dispute(ours: OurSide, theirs: TheirSide, payment: PaymentThere) -> Iterator[Difference]:
    here, there = ours.deposit.dispute, payment.dispute
    if here == there or (here, there) in _NO_MATTER:
        return
    if there == "none" and not theirs.reports_disputes:
        return  # the gateway tells of none, ever
    code = "dispute_unknown" if (here, there) in NEXT_DISPUTE else "dispute_differs"
    yield differ(ours, code, ours.deposit.payment, here, there)


def differ(ours: OurSide, code: str, about: str, here: str, there: str, attempt: Attempt | None = None) -> Difference:
    """A difference of this deposit, with the refund and request of ``attempt`` where it is about one."""
    deposit = ours.deposit
    refund_id = attempt.refund_id if attempt else None
    request = next((refund.request_id for refund in ours.refunds if refund.refund_id == refund_id), None)
    return Difference(
        code, deposit.gateway, about, here, there, deposit=deposit.deposit_id, refund=refund_id, request=request
    )
