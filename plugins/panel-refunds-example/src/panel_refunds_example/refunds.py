"""Sending a refund, once, and finding those that were made.

Three questions decide what an answer means. Did AcmePay clearly refuse? Then it did not run. Is it our refund: an id,
of this payment, of this amount? Then it ran. Everything else has *perhaps run*: the core looks it up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from http import HTTPStatus
from types import MappingProxyType

from panel_refunds.money import format_units
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
from panel_refunds.ports.said import Said
from panel_refunds_example.account import NOT_ACCEPTED, Account, find_error
from panel_refunds_example.reading import NOTE, OURS, read_refund

MOST_PAGES = 1000
# Yours: where refunds of a payment are made and listed.
REFUNDS_OF = "/v1/payments/{payment}/refunds"
# Yours: where one refund is read.
REFUND_AT = "/v1/refunds/{refund}"
# Yours: answers that say it did not run and may be asked for again later: HTTP status, and code (None: whatever it is).
LATER = frozenset({(HTTPStatus.TOO_MANY_REQUESTS, None), (HTTPStatus.CONFLICT, "busy")})
# Yours: the codes that surely say it did not run and will not. Leave out whatever is not that clear.
REFUSALS: Mapping[str, Rejection] = MappingProxyType(
    {
        "already_refunded": Rejection.ALREADY_REFUNDED,
        "too_much": Rejection.OVER_REFUND,
        "not_refundable": Rejection.NOT_REFUNDABLE,
        "disputed": Rejection.DISPUTED,
        "too_late": Rejection.WINDOW_EXPIRED,
        "not_found": Rejection.PAYMENT_NOT_FOUND,
        "balance": Rejection.INSUFFICIENT_BALANCE,
        "currency": Rejection.CURRENCY_MISMATCH,
        "invalid": Rejection.INVALID_REQUEST,
    }
)


def create_refund(account: Account, order: RefundOrder) -> Outcome:
    """Send it. The same order is the same bytes under the same key, however often it is sent."""
    currency = order.amount.currency
    if order.amount.units <= 0 or order.amount.round_down() != order.amount:
        return Rejected(Rejection.INVALID_REQUEST, f"{order.amount} cannot be sent; nothing was.")
    said = {
        "amount": format_units(order.amount.units, currency),
        "currency": currency,
        NOTE: f"{OURS}{order.attempt_id}",
    }
    try:
        answer = account.post(REFUNDS_OF.format(payment=in_path(order.payment)), said, key=order.key)
        return _outcome(answer, order)
    except LookupError:
        return Rejected(Rejection.PAYMENT_NOT_FOUND, "There is no payment without a name.")
    except NoAnswerError as silence:
        return outcome_of_silence(silence)


def get_refund(account: Account, ref: str) -> GatewayRefund:
    """The refund; LookupError when there is none."""
    return read_refund(account.get(REFUND_AT.format(refund=in_path(ref))).said("refund").named(ref))


def find_refunds(account: Account, payment: str, now: Callable[[], datetime]) -> RefundsFound:
    """Every refund of the payment, through all pages; ``complete`` only when the last page was seen."""
    as_of = now()
    found: list[GatewayRefund] = []
    after = ""
    for _ in range(MOST_PAGES):
        page = account.get(REFUNDS_OF.format(payment=in_path(payment)), after=after).said("page")
        found += [read_refund(each) for each in page.objects("refunds")]
        after = page.find_text("next") or ""
        if not after:
            return RefundsFound(tuple(found), complete=True, as_of=as_of)
    return RefundsFound(tuple(found), complete=False, as_of=as_of)


def _outcome(answer: Answer, order: RefundOrder) -> Outcome:
    if answer.status == HTTPStatus.CREATED:
        return _made(answer.said("refund"), order)
    code = find_error(answer)
    if answer.status in NOT_ACCEPTED and code is not None:
        return Misconfigured("AcmePay does not accept the key.")
    if {(answer.status, None), (answer.status, code)} & LATER:
        return NotExecuted(answer.retry_after, "AcmePay asks to come again later.")
    if code and code in REFUSALS and HTTPStatus.BAD_REQUEST <= answer.status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Rejected(REFUSALS[code], f"AcmePay refuses the refund ({code}).")
    # A 5xx may come after it ran; a key that was used for something else means that something did run.
    return OutcomeUnknown(f"AcmePay's answer (HTTP {answer.status}) does not say what became of it.")


def _made(said: Said, order: RefundOrder) -> Outcome:
    refund = read_refund(said)
    if refund.payments != (order.payment,) or refund.amount != order.amount or refund.attempt_id != order.attempt_id:
        return OutcomeUnknown("AcmePay answered with another refund than the one that was asked for.")
    return refund
