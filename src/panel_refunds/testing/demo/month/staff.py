"""What the staff does on a working day: finance answers and pays by hand, the operator reads new words."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

from panel_refunds.errors import Refused
from panel_refunds.flows.approvals import Approval
from panel_refunds.flows.decide_order import resolve_word
from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.review_refund import approve_refund, ask_customer, decline_refund
from panel_refunds.refunds.request import RefundRequest
from panel_refunds.testing.demo.month.brand import Brand
from panel_refunds.testing.demo.month.people import FINANCE, OPERATOR, QUESTIONS, REASONS

LOOKS_AFTER = timedelta(hours=18)
"""How long a request lies in the queue before somebody takes it up."""
DECLINES, ASKS = 0.1, 0.1
"""How likely the answer is no, or a question."""
CARELESS = 0.15
"""How often something is left for another day."""


def answer(brand: Brand) -> None:
    """Finance goes through the queue, the oldest first."""
    with brand.desk.read() as books:
        queue = books.requests_by_due(("in_review",), limit=50)
    for request in queue:
        if brand.since(request.submitted_at or request.opened_at) > LOOKS_AFTER and brand.chance.random() > CARELESS:
            _decide(brand, request)


def _decide(brand: Brand, request: RefundRequest) -> None:
    person, draw = brand.chance.choice(FINANCE), brand.chance.random()
    with suppress(Refused):  # the facts have changed, as the page would say
        if draw < DECLINES:
            decline_refund(brand.desk, request.request_id, by=person, text=brand.chance.choice(REASONS))
        elif draw < DECLINES + ASKS:
            ask_customer(brand.desk, request.request_id, by=person, text=brand.chance.choice(QUESTIONS))
        else:
            approve_refund(brand.desk, request.request_id, Approval((person,)))


def pay_by_hand(brand: Brand) -> None:
    """Finance pays what no gateway sends, and records each reference."""
    with brand.desk.read() as books:
        waiting = [each for each in books.refunds_under_way() if each.task is not None]
    for refund in waiting:
        if brand.chance.random() < CARELESS:
            continue
        with suppress(Refused):
            reference = f"SEPA-{brand.desk.now():%d%m}-{brand.chance.randrange(1000, 9999)}"
            record_payout(brand.desk, refund.refund_id, reference=reference, by=FINANCE[0])


def read_words(brand: Brand) -> None:
    """The operator says what a new word of the provider means, and the orders that had it are played again."""
    with brand.desk.read() as books:
        words = books.unknown_words()
    for word in words:
        resolve_word(brand.desk, word.word_id, status="canceled", by=OPERATOR)
