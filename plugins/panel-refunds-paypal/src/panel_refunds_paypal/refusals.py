"""PayPal's refusals: a ``name`` for the kind, and in ``details`` one or more issues, which are what decides.

Only an answer in that form is PayPal's own refusal. An issue that is not known here, with a status that means *not
carried out*, is an invalid request; an issue about the request's id means that something ran, and is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from types import MappingProxyType

from panel_refunds.ports import Misconfigured, NotExecuted, Outcome, OutcomeUnknown, Rejected, Rejection
from panel_refunds.ports.asking import Answer, NoAnswerError

ISSUES: Mapping[str, Rejection] = MappingProxyType(
    {
        "CAPTURE_FULLY_REFUNDED": Rejection.ALREADY_REFUNDED,
        "CAPTURED_AMOUNT_FULLY_REFUNDED": Rejection.ALREADY_REFUNDED,
        "REFUND_AMOUNT_EXCEEDED": Rejection.OVER_REFUND,
        "REFUND_TIME_LIMIT_EXCEEDED": Rejection.WINDOW_EXPIRED,
        "TRANSACTION_DISPUTED": Rejection.DISPUTED,
        "CAPTURE_DISPUTED_PARTIAL_REFUND_NOT_ALLOWED": Rejection.DISPUTED,
        "INSUFFICIENT_FUNDS": Rejection.INSUFFICIENT_BALANCE,
        "REFUND_FAILED_INSUFFICIENT_FUNDS": Rejection.INSUFFICIENT_BALANCE,
        "REFUND_CAPTURE_CURRENCY_MISMATCH": Rejection.CURRENCY_MISMATCH,
        "CURRENCY_MISMATCH": Rejection.CURRENCY_MISMATCH,
        "PARTIAL_REFUND_NOT_ALLOWED": Rejection.PARTIAL_NOT_SUPPORTED,
        "PENDING_CAPTURE": Rejection.NOT_REFUNDABLE,
        "REFUND_NOT_ALLOWED": Rejection.NOT_REFUNDABLE,
        "MAX_NUMBER_OF_REFUNDS_EXCEEDED": Rejection.NOT_REFUNDABLE,
        "PAYER_ACCOUNT_LOCKED_OR_CLOSED": Rejection.ACCOUNT_CLOSED,
        "INVALID_RESOURCE_ID": Rejection.PAYMENT_NOT_FOUND,
    }
)
OPERATORS = frozenset({"PAYEE_ACCOUNT_LOCKED_OR_CLOSED", "PAYEE_ACCOUNT_RESTRICTED", "PERMISSION_DENIED"})
"""What is wrong with the merchant's own account or app."""
MAY_HAVE_RUN = frozenset({"PREVIOUS_REQUEST_IN_PROGRESS", "DUPLICATE_REQUEST_ID", "PAYPAL_REQUEST_ID_ALREADY_USED"})
_REFUSALS: Mapping[int, str] = MappingProxyType(
    {
        HTTPStatus.BAD_REQUEST: "INVALID_REQUEST",
        HTTPStatus.NOT_FOUND: "RESOURCE_NOT_FOUND",
        HTTPStatus.UNPROCESSABLE_ENTITY: "UNPROCESSABLE_ENTITY",
    }
)
"""The statuses that mean *not carried out*, each with the name that PayPal, and nobody in between, gives it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """What PayPal says is wrong, in its own words."""

    name: str
    issues: tuple[str, ...] = ()


def find_refusal(answer: Answer) -> Refusal | None:
    """PayPal's refusal in ``answer``; None when it is not in PayPal's form."""
    try:
        said = answer.said()
        name = said.find_text("name") or said.find_text("error")
        if name is None:
            return None
        details = said.objects("details") if "details" in said else ()
        return Refusal(name, tuple(each.text("issue") for each in details if "issue" in each))
    except NoAnswerError:
        return None


def says_unknown(answer: Answer) -> bool:
    """Whether PayPal says that there is no such thing."""
    refusal = find_refusal(answer)
    return answer.status == HTTPStatus.NOT_FOUND and refusal is not None and refusal.name == "RESOURCE_NOT_FOUND"


def outcome_of_refusal(answer: Answer, *, fresh: bool) -> Outcome:
    """What a refund is that was not answered with a refund; ``fresh``: the token was asked for just before."""
    refusal = find_refusal(answer)
    status = answer.status
    unclear = OutcomeUnknown(f"PayPal's answer (HTTP {status}) does not say what became of it.")
    if refusal is None or MAY_HAVE_RUN.intersection(refusal.issues):
        return unclear
    if status == HTTPStatus.UNAUTHORIZED:
        if fresh:
            return Misconfigured("PayPal does not accept the token that it gave just now.")
        return NotExecuted(text="The token had ended; the next try asks for another.")
    refused = _REFUSALS.get(status) == refusal.name
    if status == HTTPStatus.FORBIDDEN or (refused and OPERATORS.intersection(refusal.issues)):
        return Misconfigured("PayPal does not let this app, or this account, make refunds.")
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return NotExecuted(answer.retry_after, "PayPal asks to come again later.")
    if not refused:
        return unclear
    codes = [ISSUES[issue] for issue in refusal.issues if issue in ISSUES]
    if not codes and refusal.name == "RESOURCE_NOT_FOUND":
        codes = [Rejection.PAYMENT_NOT_FOUND]
    code = codes[0] if codes else Rejection.INVALID_REQUEST
    return Rejected(code, f"PayPal refuses the refund ({code.value}).")
