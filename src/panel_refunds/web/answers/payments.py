"""A payment as its gateway has it now, beside what the books say of it elsewhere."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.flows.look_at_payment import PaymentSeen
from panel_refunds.money import Money, format_units
from panel_refunds.ports import GatewayRefund
from panel_refunds.web.fields import Shown


class RefundThereView(Shown):
    """A refund that the gateway shows; ``ours`` is the attempt that made it, null where somebody else did."""

    ref: str
    status: str
    currency: str
    amount: str
    ours: str | None
    made_at: datetime | None


class PaymentView(Shown):
    """What the gateway says: ``answered`` is ``seen``, ``unknown_there``, ``silent`` or ``no_gateway``.

    Amounts are in ``currency``; ``refunds_complete``: the gateway says that these are all.
    """

    deposit: str
    gateway: str
    payment: str
    at: datetime
    answered: str
    currency: str | None
    amount: str | None
    captured: bool | None
    refunded: str | None
    fee: str | None
    dispute: str | None
    display: str | None
    live: bool | None
    risk: dict[str, str]
    refunds: list[RefundThereView]
    refunds_complete: bool


def payment_of(seen: PaymentSeen) -> PaymentView:
    """What was seen, or that nothing was."""
    facts = seen.facts
    return PaymentView(
        deposit=seen.deposit.deposit_id,
        gateway=seen.deposit.gateway,
        payment=seen.deposit.payment,
        at=seen.at,
        answered=seen.answered,
        currency=facts.amount.currency if facts else None,
        amount=_plain(facts.amount) if facts else None,
        captured=facts.captured if facts else None,
        refunded=_plain(facts.refunded) if facts else None,
        fee=_plain(facts.fee) if facts else None,
        dispute=facts.dispute if facts else None,
        display=facts.display if facts else None,
        live=facts.live if facts else None,
        risk=dict(facts.risk) if facts else {},
        refunds=[_refund(each) for each in seen.refunds],
        refunds_complete=seen.complete,
    )


def _refund(refund: GatewayRefund) -> RefundThereView:
    return RefundThereView(
        ref=refund.ref,
        status=refund.status.value,
        currency=refund.amount.currency,
        amount=format_units(refund.amount.units, refund.amount.currency),
        ours=refund.attempt_id,
        made_at=refund.made_at,
    )


def _plain(money: Money | None) -> str | None:
    return None if money is None else format_units(money.units, money.currency)
