"""Sending a refund under its own name, and asking what became of that name.

PhonePe refuses a name that it knows, or answers as the first time; which of the two, and in which words, is not
certain. So a refusal alone is not believed: the name is asked for, and only when PhonePe certainly has no refund of
that name did nothing run.
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
from panel_refunds.ports.asking import Answer, NoAnswerError, UnreadableError, in_path, outcome_of_silence
from panel_refunds_phonepe.account import Account, TokenRefusedError, find_code
from panel_refunds_phonepe.capabilities import CURRENCIES
from panel_refunds_phonepe.naming import is_name, name_of
from panel_refunds_phonepe.reading import REFUND_STATES, read_refund

CODES = {
    "ORDER_NOT_FOUND": Rejection.PAYMENT_NOT_FOUND,
    "TRANSACTION_NOT_FOUND": Rejection.PAYMENT_NOT_FOUND,
    "REVERSAL_WINDOW_EXCEEDED": Rejection.WINDOW_EXPIRED,
    "INSUFFICIENT_BALANCE": Rejection.INSUFFICIENT_BALANCE,
}
"""Codes that say more than that the request is refused; every other one is an invalid request."""


def create_refund(account: Account, order: RefundOrder) -> Outcome:
    """Send it, once."""
    amount, name = order.amount, name_of(order.attempt_id)
    if amount.currency not in CURRENCIES:
        return Rejected(Rejection.CURRENCY_MISMATCH, f"{amount.currency} is not sent through this gateway.")
    if amount.units <= 0 or amount.round_down() != amount or name is None:
        return Rejected(Rejection.INVALID_REQUEST, f"{amount} cannot be sent; nothing was.")
    if not is_name(order.payment):
        return Rejected(Rejection.PAYMENT_NOT_FOUND, "No order of PhonePe's has such a name.")
    said = {"merchantRefundId": name, "originalMerchantOrderId": order.payment, "amount": amount.minor}
    try:
        answer = account.ask("POST", "/payments/v2/refund", json=said)
        return _outcome(account, answer, order, name)
    except MisconfiguredError as error:
        return Misconfigured(str(error))
    except TokenRefusedError as error:
        return NotExecuted(text=str(error))
    except NoAnswerError as silence:
        return outcome_of_silence(silence)


def get_refund(account: Account, name: str) -> GatewayRefund:
    """The refund of that name; LookupError when there is none."""
    if not is_name(name):
        raise LookupError("No refund of PhonePe's has such a name.")
    return read_refund(account.get(f"/payments/v2/refund/{in_path(name)}/status", "refund"), name)


def find_attempt(account: Account, order: RefundOrder) -> GatewayRefund | None:
    """The order's own refund, or None when PhonePe certainly has none; another under its name is unreadable."""
    name = name_of(order.attempt_id)
    if name is None:
        return None
    try:
        refund = get_refund(account, name)
    except LookupError:
        return None
    if refund.payments != (order.payment,) or refund.amount != order.amount:
        raise UnreadableError("PhonePe has another refund under the name of this one")
    return refund


def _outcome(account: Account, answer: Answer, order: RefundOrder, name: str) -> Outcome:
    status = answer.status
    if status == HTTPStatus.OK:
        return _made(answer, order, name)
    code = find_code(answer)
    if code is None or not HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return OutcomeUnknown(f"PhonePe's answer (HTTP {status}) does not say what became of it.")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return NotExecuted(answer.retry_after, "PhonePe asks to come again later.")
    return _refused(account, order, CODES.get(code, Rejection.INVALID_REQUEST))


def _refused(account: Account, order: RefundOrder, code: Rejection) -> Outcome:
    """What a refusal means: perhaps PhonePe knows the name, because it ran before."""
    try:
        there = find_attempt(account, order)
    except (NoAnswerError, MisconfiguredError) as error:
        return OutcomeUnknown(f"PhonePe refuses it, and cannot say whether it ran before: {error}")
    return there or Rejected(code, f"PhonePe refuses the refund ({code.value}).")


def _made(answer: Answer, order: RefundOrder, name: str) -> Outcome:
    """What was accepted. The answer names neither order nor attempt; what it does name has to be right."""
    said = answer.said("refund")
    for field, wanted in (("merchantRefundId", name), ("originalMerchantOrderId", order.payment)):
        if field in said and said.text(field) != wanted:
            return OutcomeUnknown("PhonePe answered about another refund than the one that was asked for.")
    state, amount = said.text("state"), said.minor_money("amount", order.amount.currency)
    if state not in REFUND_STATES or amount != order.amount:
        return OutcomeUnknown("PhonePe answered with another amount, or a state that is not known here.")
    failed = REFUND_STATES[state] is RefundStatus.FAILED
    return GatewayRefund(
        ref=name,
        status=REFUND_STATES[state],
        amount=amount,
        attempt_id=order.attempt_id,
        reference=said.text("refundId"),
        failure=(said.find_text("errorCode") or "refund_failed").lower() if failed else None,
        payments=(order.payment,),
    )
