"""A refund, as the API shows it: one movement back to one payment, with its attempts for the staff."""

from __future__ import annotations

from datetime import datetime

from panel_refunds.money import format_units
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.refund import Refund
from panel_refunds.store import Books
from panel_refunds.web.answers.viewer import Viewer
from panel_refunds.web.fields import Shown


class AttemptView(Shown):
    """One try at the gateway; ``sends`` counts how often it was sent, always with the same key."""

    id: str
    state: str
    gateway: str
    payment: str
    amount: str
    key: str
    sends: int
    first_sent_at: datetime | None
    gateway_ref: str | None
    detail: str


class RefundView(Shown):
    """``gross`` leaves the balance, ``net`` reaches the customer; ``task`` says what an operator has to do.

    ``queued_at`` is since when it waits for the gateway to have enough money.
    """

    id: str
    request: str
    deposit: str
    currency: str
    gross: str
    processor_fee: str | None
    own_fee: str
    bonus_deducted: str
    net: str | None
    state: str
    why: str | None
    task: str | None
    reference: str | None
    sent_at: datetime | None
    paid_at: datetime | None
    queued_at: datetime | None
    attempts: list[AttemptView] | None


def show_refund(call: Viewer, refund_id: str) -> RefundView:
    """The refund as it is now; refused with ``not_found``."""
    with call.desk.read() as books:
        refund = books.get_refund(refund_id)
        return refund_of(call, books, refund, books.currency_of(refund.wallet_id))


def refund_of(call: Viewer, books: Books, refund: Refund, currency: str) -> RefundView:
    """The same, inside a look at the books."""
    attempts = None
    if call.for_staff:
        attempts = [_attempt(attempt) for attempt in books.attempts_of(refund.refund_id)]
    return RefundView(
        id=refund.refund_id,
        request=refund.request_id,
        deposit=refund.deposit_id,
        currency=currency,
        gross=format_units(refund.gross, currency),
        processor_fee=None if refund.processor_fee is None else format_units(refund.processor_fee, currency),
        own_fee=format_units(refund.own_fee, currency),
        bonus_deducted=format_units(refund.bonus_deducted, currency),
        net=None if refund.net is None else format_units(refund.net, currency),
        state=refund.state,
        why=refund.why,
        task=refund.task if call.for_staff else None,
        reference=refund.reference,
        sent_at=refund.sent_at,
        paid_at=refund.paid_at,
        queued_at=refund.queued_at,
        attempts=attempts,
    )


def _attempt(attempt: Attempt) -> AttemptView:
    return AttemptView(
        id=attempt.attempt_id,
        state=attempt.state,
        gateway=attempt.gateway,
        payment=attempt.payment,
        amount=format_units(attempt.amount, attempt.currency),
        key=attempt.key,
        sends=attempt.sends,
        first_sent_at=attempt.first_sent_at,
        gateway_ref=attempt.gateway_ref,
        detail=attempt.detail,
    )
