"""Sending a refund, and finding those that were made.

The same order is the same bytes under the same key, with the amount always in it: without one PayPal would pay back all
that is left. A refund counts as ours only when it is of this payment, amount and attempt.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from panel_refunds.ports import (
    GatewayRefund,
    Misconfigured,
    MisconfiguredError,
    Outcome,
    OutcomeUnknown,
    RefundOrder,
    RefundsFound,
    Rejected,
    Rejection,
)
from panel_refunds.ports.asking import Answer, NoAnswerError, in_path, outcome_of_silence
from panel_refunds_paypal.account import Account
from panel_refunds_paypal.amounts import is_payable, write_money
from panel_refunds_paypal.capabilities import CURRENCIES
from panel_refunds_paypal.orders import get_payment
from panel_refunds_paypal.reading import ATTEMPT, CAPTURES, read_refund
from panel_refunds_paypal.refusals import outcome_of_refusal


def create_refund(account: Account, order: RefundOrder) -> Outcome:
    """Send it, once."""
    if order.amount.currency not in CURRENCIES:
        return Rejected(Rejection.CURRENCY_MISMATCH, f"{order.amount.currency} is not sent through this gateway.")
    if not is_payable(order.amount):
        return Rejected(Rejection.INVALID_REQUEST, f"PayPal cannot pay {order.amount}; nothing was sent.")
    said = {"amount": write_money(order.amount), "custom_id": f"{ATTEMPT}{order.attempt_id}"}
    try:
        posted = account.post(f"{CAPTURES}/{in_path(order.payment)}/refund", said, key=order.key)
        if posted.answer.status in (HTTPStatus.OK, HTTPStatus.CREATED):
            return _made(posted.answer, order)
        return outcome_of_refusal(posted.answer, fresh=posted.fresh)
    except LookupError:
        return Rejected(Rejection.PAYMENT_NOT_FOUND, "There is no payment without a name.")
    except MisconfiguredError as error:
        return Misconfigured(str(error))
    except NoAnswerError as silence:
        return outcome_of_silence(silence)


def get_refund(account: Account, ref: str) -> GatewayRefund:
    """The refund; LookupError when there is none."""
    return read_refund(account.get(f"/v2/payments/refunds/{in_path(ref)}").said("refund").named(ref))


def find_refunds(account: Account, payment: str, now: Callable[[], datetime]) -> RefundsFound:
    """Every refund that the payment's order shows; complete where the payment itself agrees with it."""
    as_of = now()
    found = get_payment(account, payment)
    return RefundsFound(found.refunds, complete=found.whole, as_of=as_of)


def _made(answer: Answer, order: RefundOrder) -> Outcome:
    refund = read_refund(answer.said("refund"))
    if refund.payments != (order.payment,) or refund.amount != order.amount or refund.attempt_id != order.attempt_id:
        return OutcomeUnknown("PayPal answered with another refund than the one that was asked for.")
    return refund
