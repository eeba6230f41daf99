"""Refunds: making one, and finding those that were made.

The request names the payment exactly as the core knows it, the amount, the key and our attempt id, and nothing that
could be different when it is sent again: the same order is the same bytes. An answer counts as our refund only if it
has an id, is of the payment that was asked for, and of the amount and currency that were asked for; anything else has
perhaps run and is looked up. The look-up goes by the attempt id in the refund's metadata, through all pages.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import stripe

from panel_refunds.errors import Refused
from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    MisconfiguredError,
    Outcome,
    OutcomeUnknown,
    RefundOrder,
    RefundsFound,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds_stripe.amounts import count_of
from panel_refunds_stripe.answer import Answer, UnreadableError
from panel_refunds_stripe.asking import asked
from panel_refunds_stripe.client import plain
from panel_refunds_stripe.errors import outcome_of
from panel_refunds_stripe.pages import page_params, read_pages
from panel_refunds_stripe.refs import is_refund, payment_param

ATTEMPT = "panel_refunds_attempt"
_STATUSES = {
    "pending": RefundStatus.PENDING,
    "requires_action": RefundStatus.ACTION_REQUIRED,
    "succeeded": RefundStatus.SUCCEEDED,
    "failed": RefundStatus.FAILED,
    "canceled": RefundStatus.CANCELED,
}


def create_refund(client_of: Callable[[], stripe.StripeClient], order: RefundOrder) -> Outcome:
    """Send the order and say what became of it; never raises for what Stripe or the network do."""
    try:
        which = payment_param(order.payment)
        amount = count_of(order.amount)
    except LookupError as error:
        return Rejected(Rejection.PAYMENT_NOT_FOUND, str(error))
    except Refused as refused:
        return Rejected(Rejection.INVALID_REQUEST, refused.text)
    if amount < 1:
        return Rejected(Rejection.AMOUNT_TOO_SMALL, "A refund has to be of more than nothing.")
    try:
        client = client_of()
    except MisconfiguredError as error:
        return Misconfigured(str(error))
    params: Any = {
        **which,
        "amount": amount,
        "reason": "requested_by_customer",
        "metadata": {ATTEMPT: order.attempt_id},
    }
    try:
        refund = plain(client.v1.refunds.create(params, {"idempotency_key": order.key}), "refund")
        return _ours(refund, order)
    except stripe.StripeError as error:
        return outcome_of(error)
    except UnreadableError as error:
        return OutcomeUnknown(f"Stripe's answer cannot be read: {error}.")
    except Exception as error:  # noqa: BLE001 - whatever the library tripped over, the refund may have run
        return OutcomeUnknown(f"Stripe's answer cannot be read ({type(error).__name__}).")


def get_refund(client: stripe.StripeClient, ref: str) -> GatewayRefund:
    """The refund that ``ref`` names; LookupError when there is none of that name in this account."""
    if not is_refund(ref):
        raise LookupError("A refund at Stripe has an id that begins with re_ or pyr_.")
    refund = asked(lambda: client.v1.refunds.retrieve(ref), "refund")
    if refund.text("id") != ref:
        raise UnreadableError("the answer is about another refund")
    return refund_of(refund)


def find_refunds(client: stripe.StripeClient, payment: str, now: Callable[[], datetime]) -> RefundsFound:
    """Every refund of the payment, ours and others'; complete only when every page was read.

    ``as_of`` is the moment before the first page was asked for: what was made later may be missing.
    """
    which = payment_param(payment)
    as_of = now()

    def page(after: str | None) -> object:
        return client.v1.refunds.list(page_params(which, after))

    listed = read_pages(page, "refund")
    return RefundsFound(tuple(refund_of(refund) for refund in listed.items), listed.complete, as_of)


def refund_of(refund: Answer) -> GatewayRefund:
    """A refund as Stripe has it; ``UnreadableError`` for a status that is not known here."""
    status = _STATUSES.get(refund.text("status"))
    if status is None:
        raise UnreadableError("the refund has a status that is not known here")
    return GatewayRefund(
        ref=refund.text("id"),
        status=status,
        amount=refund.money("amount"),
        attempt_id=refund.find_texts("metadata").get(ATTEMPT),
        reference=_reference(refund),
        failure=refund.find_text("failure_reason"),
        payments=refund.payments,
        made_at=refund.find_moment("created"),
    )


def _ours(refund: Answer, order: RefundOrder) -> GatewayRefund | OutcomeUnknown:
    made = refund_of(refund)
    if order.payment not in made.payments:
        return OutcomeUnknown("Stripe answers with a refund of another payment.")
    if made.amount != order.amount:
        return OutcomeUnknown("Stripe answers with a refund of another amount.")
    if made.attempt_id != order.attempt_id:
        return OutcomeUnknown("Stripe answers with the refund of another attempt.")
    return made


def _reference(refund: Answer) -> str | None:
    """The number under which the customer's bank finds the refund, where there is one already."""
    details = refund.find_inside("destination_details")
    means = details.find_inside(details.find_text("type") or "") if details else None
    return means.find_text("reference") if means else None
