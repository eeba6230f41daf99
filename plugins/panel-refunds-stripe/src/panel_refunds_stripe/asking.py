"""Reading from Stripe: one question, and its answer as plain data or an error with our words.

``asked`` is for everything but ``create_refund``: what a read cannot tell is an exception, of the kinds the contract
knows. LookupError: there is nothing of that name. ``MisconfiguredError``: the key, its rights or the mode are wrong.
``NoAnswerError``: ask again later.
"""

from __future__ import annotations

from collections.abc import Callable

import stripe

from panel_refunds.ports import Misconfigured, MisconfiguredError, NotExecuted, OutcomeUnknown, Rejection
from panel_refunds_stripe.answer import Answer, NoAnswerError
from panel_refunds_stripe.client import plain
from panel_refunds_stripe.errors import outcome_of


def asked(question: Callable[[], object], kind: str) -> Answer:
    """The answer to ``question``, an object of this ``kind``; raises as told above."""
    try:
        return plain(question(), kind)
    except stripe.StripeError as error:
        raise _error_of(error, kind) from None


def check_mode(answer: Answer, *, live: bool) -> None:
    """``MisconfiguredError`` when the object is of the other mode than the account's."""
    if answer.flag("livemode") is not live:
        there, here = ("test", "live") if live else ("live", "test")
        raise MisconfiguredError(f"Stripe answers with an object of {there} mode; this account is set to {here} mode.")


def _error_of(error: stripe.StripeError, kind: str) -> Exception:
    outcome = outcome_of(error)
    if isinstance(outcome, Misconfigured):
        return MisconfiguredError(outcome.text)
    if isinstance(outcome, NotExecuted | OutcomeUnknown):
        return NoAnswerError(outcome.text)
    if outcome.code is Rejection.PAYMENT_NOT_FOUND:
        return LookupError(f"Stripe has no such {kind.replace('_', ' ')}.")
    return NoAnswerError(outcome.text)
