"""Sending a refund, and finding those that were made.

The same order is the same bytes under the same key. A refund counts as ours only when it is of this payment, amount and
attempt; a key that Razorpay knows from another request means that something ran, so that is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    NotExecuted,
    Outcome,
    OutcomeUnknown,
    RefundOrder,
    RefundsFound,
    Rejected,
    Rejection,
)
from panel_refunds.ports.asking import Answer, NoAnswerError, in_path, outcome_of_silence
from panel_refunds_razorpay.account import Account, find_sentence, says_unknown
from panel_refunds_razorpay.capabilities import CURRENCIES
from panel_refunds_razorpay.reading import ATTEMPT, read_refund

PAGE = 100
MOST_PAGES = 500
SENTENCES: tuple[tuple[str, Rejection], ...] = (
    ("fully refunded already", Rejection.ALREADY_REFUNDED),
    ("greater than", Rejection.OVER_REFUND),
    ("enough balance", Rejection.INSUFFICIENT_BALANCE),
    ("6 months old", Rejection.WINDOW_EXPIRED),
    ("dispute", Rejection.DISPUTED),
    ("should be captured", Rejection.NOT_REFUNDABLE),
    ("not supported", Rejection.NOT_REFUNDABLE),
    ("must be atleast", Rejection.AMOUNT_TOO_SMALL),
    ("must be at least", Rejection.AMOUNT_TOO_SMALL),
)


def create_refund(account: Account, order: RefundOrder) -> Outcome:
    """Send it, once."""
    amount = order.amount
    if amount.units <= 0 or amount.round_down() != amount:
        return Rejected(Rejection.INVALID_REQUEST, f"{amount} cannot be sent; nothing was.")
    if amount.currency not in CURRENCIES:
        return Rejected(Rejection.CURRENCY_MISMATCH, f"{amount.currency} is not sent through this gateway.")
    said = {"amount": amount.minor, "speed": "normal", "notes": {ATTEMPT: order.attempt_id}}
    try:
        answer = account.post(f"/v1/payments/{in_path(order.payment)}/refund", said, key=order.key)
        return _outcome(answer, order)
    except LookupError:
        return Rejected(Rejection.PAYMENT_NOT_FOUND, "There is no payment without a name.")
    except NoAnswerError as silence:
        return outcome_of_silence(silence)


def get_refund(account: Account, ref: str) -> GatewayRefund:
    """The refund; LookupError when there is none."""
    return read_refund(account.get(f"/v1/refunds/{in_path(ref)}").said("refund").named(ref))


def find_refunds(account: Account, payment: str, now: Callable[[], datetime]) -> RefundsFound:
    """Every refund of the payment, through all pages; complete only when the last one was seen."""
    as_of = now()
    found: dict[str, GatewayRefund] = {}
    path = f"/v1/payments/{in_path(payment)}/refunds"
    for page in range(MOST_PAGES):
        said = account.get(path, count=PAGE, skip=page * PAGE).said("list")
        refunds = [read_refund(each) for each in said.objects("items")]
        found.update({refund.ref: refund for refund in refunds})
        if len(refunds) < PAGE:
            return RefundsFound(tuple(found.values()), complete=True, as_of=as_of)
    return RefundsFound(tuple(found.values()), complete=False, as_of=as_of)


def _outcome(answer: Answer, order: RefundOrder) -> Outcome:
    status = answer.status
    if status == HTTPStatus.OK:
        return _made(answer, order)
    sentence = find_sentence(answer)
    unclear = OutcomeUnknown(f"Razorpay's answer (HTTP {status}) does not say what became of it.")
    if sentence is None or not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return unclear
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return Misconfigured("Razorpay does not accept the key, or not for refunds.")
    if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.CONFLICT):
        return NotExecuted(answer.retry_after, f"Razorpay asks to come again later (HTTP {status}).")
    if "idempotency" in sentence:
        return unclear
    if says_unknown(sentence):
        return Rejected(Rejection.PAYMENT_NOT_FOUND, "Razorpay has no such payment.")
    for words, code in SENTENCES:
        if words in sentence:
            return Rejected(code, f"Razorpay refuses the refund ({code.value}).")
    return Rejected(Rejection.INVALID_REQUEST, f"Razorpay refuses the request (HTTP {status}).")


def _made(answer: Answer, order: RefundOrder) -> Outcome:
    refund = read_refund(answer.said("refund"))
    if refund.payments != (order.payment,) or refund.amount != order.amount or refund.attempt_id != order.attempt_id:
        return OutcomeUnknown("Razorpay answered with another refund than the one that was asked for.")
    return refund
