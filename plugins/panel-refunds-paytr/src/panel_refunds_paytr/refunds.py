"""Sending a refund, after a look at its order: PayTR does not know the currency of a request, nor that it comes again.

What was accepted is *pending* until the order shows it completed. Whatever is not a refusal in PayTR's own words may
have run, and is looked up in the order.
"""

from __future__ import annotations

from http import HTTPStatus

from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    MisconfiguredError,
    NotExecuted,
    Outcome,
    OutcomeUnknown,
    RefundOrder,
    RefundStatus,
    Rejected,
    Rejection,
)
from panel_refunds.ports.asking import Answer, NoAnswerError, outcome_of_silence
from panel_refunds.ports.said import Said
from panel_refunds_paytr.account import Account, find_error
from panel_refunds_paytr.capabilities import CURRENCIES
from panel_refunds_paytr.reading import read_amount, read_flag
from panel_refunds_paytr.references import ref_of, reference_of

REFUSALS = {
    "002": Rejection.INVALID_REQUEST,
    "003": Rejection.INVALID_REQUEST,
    "005": Rejection.PAYMENT_NOT_FOUND,
    "007": Rejection.NOT_REFUNDABLE,
    "008": Rejection.NOT_REFUNDABLE,
    "009": Rejection.OVER_REFUND,
    "010": Rejection.INSUFFICIENT_BALANCE,
    "011": Rejection.WINDOW_EXPIRED,
}
"""Errors of the refund service after which nothing ran. 000 (busy, locked) is none of them, nor is a new one."""
_SHOP = ("001", "004")


def create_refund(account: Account, order: RefundOrder, *, live: bool) -> Outcome:
    """Look at the order, then send, once."""
    reference = reference_of(order.attempt_id)
    if order.amount.currency not in CURRENCIES:
        return Rejected(Rejection.CURRENCY_MISMATCH, f"{order.amount.currency} is not sent through this gateway.")
    if order.amount.units <= 0 or order.amount.round_down() != order.amount or reference is None:
        return Rejected(Rejection.INVALID_REQUEST, f"{order.amount} cannot be sent; nothing was.")
    known = _look_first(account, order, live=live)
    if known is not None:
        return known
    try:
        return _outcome(account.send(order.payment, _written(order), reference), order, reference, live=live)
    except NoAnswerError as silence:
        return outcome_of_silence(silence)


def _look_first(account: Account, order: RefundOrder, *, live: bool) -> Outcome | None:
    """What the order says before anything is sent; None when the refund may be sent."""
    try:
        paid = account.get_order(order.payment)
    except LookupError:
        return Rejected(Rejection.PAYMENT_NOT_FOUND, "PayTR has no paid order of that name.")
    except MisconfiguredError as error:
        return Misconfigured(str(error))
    except NoAnswerError as silence:
        return NotExecuted(text=f"The order could not be looked at, so nothing was sent: {silence}")
    there = [each for each in paid.refunds if each.attempt_id == order.attempt_id]
    if there:
        right = len(there) == 1 and there[0].amount == order.amount
        return there[0] if right else OutcomeUnknown("The order shows other refunds of this attempt than it should.")
    if paid.payment.amount.currency != order.amount.currency:
        return Rejected(Rejection.CURRENCY_MISMATCH, f"The order is in {paid.payment.amount.currency}.")
    if paid.payment.live is not live:
        return Misconfigured("The order is of the other mode: test and live do not fit together.")
    return None


def _written(order: RefundOrder) -> str:
    """The amount as PayTR wants it: main units, a point, two digits."""
    return f"{order.amount.minor // 100}.{order.amount.minor % 100:02}"


def _outcome(answer: Answer, order: RefundOrder, reference: str, *, live: bool) -> Outcome:
    if answer.status != HTTPStatus.OK:
        return OutcomeUnknown(f"PayTR's answer (HTTP {answer.status}) does not say what became of it.")
    said = answer.said("refund")
    if said.text("status") == "success":
        return _made(said, order, reference, live=live)
    error = find_error(said)
    if error in _SHOP:
        return Misconfigured("PayTR does not accept the shop's number, key or salt.")
    if error in REFUSALS:
        return Rejected(REFUSALS[error], f"PayTR refuses the refund ({REFUSALS[error].value}).")
    return OutcomeUnknown("PayTR's answer does not say what became of it.")


def _made(said: Said, order: RefundOrder, reference: str, *, live: bool) -> Outcome:
    amount = read_amount(said, "return_amount", order.amount.currency)
    repeated = said.ref("reference_no") if "reference_no" in said else reference
    right = said.ref("merchant_oid") == order.payment and amount == order.amount and repeated == reference
    if not right or ("is_test" in said and read_flag(said, "is_test") is live):
        return OutcomeUnknown("PayTR answered about another refund, or of the other mode.")
    return GatewayRefund(
        ref=ref_of(order.payment, reference),
        status=RefundStatus.PENDING,
        amount=amount,
        attempt_id=order.attempt_id,
        payments=(order.payment,),
    )
