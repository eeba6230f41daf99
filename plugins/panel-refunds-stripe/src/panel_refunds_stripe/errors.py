"""What an error of Stripe's library means for the money: did it run, may it run later, will it never, or who knows?

The library has one class for several things, and one thing in several classes: a refusal because somebody else is just
refunding the same charge comes as ``APIError``, too much asked comes without a code, a body that was cut comes with the
advice not to try again although the refund may have run. So the HTTP status and the error's own code decide, the
class only where they are silent, and what is in no table has *perhaps run*.

Texts that go on from here are ours, with Stripe's code at most: its messages are made for Stripe's customer, and may
name objects of an account that is not this tenant's.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from datetime import timedelta
from http import HTTPStatus
from types import MappingProxyType

import requests
import stripe
import urllib3

from panel_refunds.ports import Misconfigured, NotExecuted, OutcomeUnknown, Rejected, Rejection

Failure = NotExecuted | Rejected | OutcomeUnknown | Misconfigured

REJECTIONS: Mapping[str, Rejection] = MappingProxyType(
    {
        "charge_already_refunded": Rejection.ALREADY_REFUNDED,
        "amount_too_large": Rejection.OVER_REFUND,
        "charge_not_refundable": Rejection.NOT_REFUNDABLE,
        "charge_expired_for_capture": Rejection.NOT_REFUNDABLE,
        "payment_intent_unexpected_state": Rejection.NOT_REFUNDABLE,
        "intent_invalid_state": Rejection.NOT_REFUNDABLE,
        "charge_disputed": Rejection.DISPUTED,
        "refund_disputed_payment": Rejection.DISPUTED,
        "resource_missing": Rejection.PAYMENT_NOT_FOUND,
        "balance_insufficient": Rejection.INSUFFICIENT_BALANCE,
        "insufficient_funds": Rejection.INSUFFICIENT_BALANCE,
        "account_closed": Rejection.ACCOUNT_CLOSED,
        "amount_too_small": Rejection.AMOUNT_TOO_SMALL,
    }
)
MISCONFIGURED = frozenset(
    {
        "account_invalid",
        "api_key_expired",
        "livemode_mismatch",
        "not_allowed_on_standard_account",
        "platform_account_required",
        "platform_api_key_expired",
        "secret_key_required",
        "testmode_charges_only",
    }
)
_TOO_MUCH = re.compile(r"greater than (?:the )?(?:unrefunded|remaining|charge|refundable)", re.IGNORECASE)
_NOTHING_PAID = re.compile(r"does not have a successful charge", re.IGNORECASE)
_OTHER_MODE = re.compile(r"similar object exists in (?:live|test) mode", re.IGNORECASE)
_CODE = re.compile(r"[a-z0-9_]{1,64}")
_LONGEST_WAIT = 24 * 3600


def outcome_of(error: stripe.StripeError) -> Failure:
    """What became of the request that ended with ``error``."""
    if isinstance(error, stripe.APIConnectionError):
        return _without_answer(error)
    status = error.http_status or 0
    if isinstance(error, stripe.RateLimitError) or status == HTTPStatus.TOO_MANY_REQUESTS:
        return NotExecuted(_wait(error), _told("Stripe asks to slow down", error))
    said = _said(error)
    if said is None or status >= HTTPStatus.INTERNAL_SERVER_ERROR or status < HTTPStatus.BAD_REQUEST:
        return OutcomeUnknown(f"Stripe's answer (HTTP {status}) does not say what became of it.")
    if isinstance(error, stripe.IdempotencyError):
        return OutcomeUnknown("Stripe knows this idempotency key from another request, which may have run.")
    if status == HTTPStatus.CONFLICT:
        return NotExecuted(_wait(error), _told("Stripe is working on the same thing at this moment", error))
    return _refused(error, status, said)


def code_of(error: stripe.StripeError) -> str | None:
    """Stripe's code of the error, if it has one that looks like a code."""
    said = _said(error)
    code = said.get("code") if said else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def _refused(error: stripe.StripeError, status: int, said: Mapping[str, object]) -> Misconfigured | Rejected:
    """A clear no, with HTTP status 400 to 499: nothing was executed."""
    code = code_of(error)
    message = said.get("message")
    message = message if isinstance(message, str) else ""
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN) or code in MISCONFIGURED:
        return Misconfigured(_told("Stripe does not let this key do that", error))
    if code == "resource_missing" and _OTHER_MODE.search(message):
        return Misconfigured("The payment belongs to Stripe's other mode; compare the key, the mode and the payment.")
    if code is not None and code in REJECTIONS:
        return Rejected(REJECTIONS[code], _told("Stripe refuses the refund", error))
    if code is None and _TOO_MUCH.search(message):
        return Rejected(Rejection.OVER_REFUND, "Less than that is left of the payment at Stripe.")
    if code is None and _NOTHING_PAID.search(message):
        return Rejected(Rejection.NOT_REFUNDABLE, "Nothing was paid that could be refunded.")
    return Rejected(Rejection.INVALID_REQUEST, _told("Stripe refuses the request", error))


def _without_answer(error: stripe.APIConnectionError) -> NotExecuted | OutcomeUnknown:
    """No whole answer came. It did not run only if there never was a connection to send it over."""
    if any(_never_connected(cause) for cause in _causes(error)):
        return NotExecuted(text="There was no connection to Stripe; nothing was sent.")
    return OutcomeUnknown("The connection to Stripe broke, or no answer came in time.")


def _never_connected(cause: BaseException) -> bool:
    """Refused, no such name, nobody there in time, or somebody there who is not Stripe: no byte of ours went out."""
    return isinstance(
        cause,
        requests.exceptions.ConnectTimeout
        | urllib3.exceptions.NewConnectionError
        | urllib3.exceptions.ConnectTimeoutError
        | ssl.SSLCertVerificationError,
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and everything it was made of: causes, and what requests and urllib3 pack into one another."""
    seen: set[int] = set()
    waiting: list[BaseException] = [error]
    while waiting:
        current = waiting.pop()
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        inside = (current.__cause__, getattr(current, "reason", None), *current.args)
        waiting.extend(each for each in inside if isinstance(each, BaseException))


def _said(error: stripe.StripeError) -> Mapping[str, object] | None:
    """The ``error`` of the answer's body; None when the body is not one of Stripe's."""
    body = error.json_body
    said = body.get("error") if isinstance(body, Mapping) else None
    return said if isinstance(said, Mapping) else None


def _told(text: str, error: stripe.StripeError) -> str:
    code = code_of(error)
    return f"{text} ({code})." if code else f"{text} (HTTP {error.http_status})."


def _wait(error: stripe.StripeError) -> timedelta | None:
    """How long Stripe asks to wait, at most a day; None when it does not say."""
    for name, value in dict(error.headers or {}).items():
        if name.lower() == "retry-after" and re.fullmatch(r"[0-9]{1,9}", str(value).strip()):
            return timedelta(seconds=min(int(value), _LONGEST_WAIT))
    return None
