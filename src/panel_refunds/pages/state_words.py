"""The states of requests, refunds, orders, disputes and accounts as words, and why a refund failed or an order waits.

A word that is not known here is shown as it is: it is a status word of a tenant's own, or newer than this page.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.pages.words import Words, marked

REQUEST_STATES: Mapping[str, str] = MappingProxyType(
    {
        "waiting_for_customer": marked("Waiting for the customer"),
        "in_review": marked("In review"),
        "approved": marked("Approved"),
        "sending": marked("Being sent"),
        "sent": marked("Sent"),
        "paid": marked("Paid"),
        "declined": marked("Declined"),
        "withdrawn": marked("Withdrawn"),
        "failed": marked("Did not go through"),
    }
)
REFUND_STATES: Mapping[str, str] = MappingProxyType(
    {
        "held": marked("Set aside"),
        "approved": marked("Approved"),
        "sending": marked("Being sent"),
        "sent": marked("Sent"),
        "paid": marked("Paid"),
        "failed": marked("Did not go through"),
        "stopped": marked("Stopped"),
    }
)
ORDER_STATES: Mapping[str, str] = MappingProxyType(
    {
        "pending": marked("Not started"),
        "processing": marked("Being prepared"),
        "in_progress": marked("In progress"),
        "completed": marked("Completed"),
        "canceled": marked("Cancelled"),
        "refunded": marked("Refunded"),
        "partial": marked("Partly delivered"),
        "failed": marked("Failed"),
        "paused": marked("Paused"),
        "expired": marked("Expired"),
        "unknown": marked("Being looked at"),
    }
)
DISPUTE_STATES: Mapping[str, str] = MappingProxyType(
    {
        "none": marked("Not disputed"),
        "inquiry": marked("The bank asks questions"),
        "open": marked("Disputed"),
        "won": marked("Dispute won"),
        "lost": marked("Dispute lost"),
    }
)
ACCOUNT_STATES: Mapping[str, str] = MappingProxyType(
    {
        "open": marked("Open"),
        "suspended": marked("Suspended"),
        "closed": marked("Closed"),
        "terminated": marked("Terminated"),
        "forfeited": marked("Forfeited"),
    }
)
RECOMMENDATIONS: Mapping[str, str] = MappingProxyType(
    {
        "approve": marked("Approve"),
        "decline": marked("Decline"),
        "offer": marked("Offer less"),
        "ask": marked("Ask the customer"),
        "wait": marked("Wait"),
    }
)
ORDER_REASONS: Mapping[str, str] = MappingProxyType(
    {
        "wrong_link": marked("the link does not work"),
        "private_account": marked("the account is private"),
        "link_changed": marked("the link was changed"),
        "made_private": marked("the account was made private afterwards"),
        "other_user_error": marked("something else in what was ordered"),
    }
)
WHY_NOT: Mapping[str, str] = MappingProxyType(
    {
        # what a gateway refused, or could not do
        "already_refunded": marked("Nothing of the payment is left to pay back."),
        "over_refund": marked("More was asked for than is left of the payment."),
        "not_refundable": marked("This way of paying cannot be paid back."),
        "disputed": marked("The payment is disputed at the bank."),
        "window_expired": marked("The payment is too old to be paid back."),
        "payment_not_found": marked("The payment could not be found."),
        "insufficient_balance": marked("The payment account has too little money at the moment."),
        "account_closed": marked("The card or account that paid does not exist any more."),
        "partial_not_supported": marked("Only the whole payment can be paid back."),
        "currency_mismatch": marked("The payment was made in another currency."),
        "amount_too_small": marked("The amount is too small to be paid back."),
        "invalid_request": marked("It could not be carried out as ordered."),
        "failed": marked("The bank or wallet did not take the money."),
        "canceled": marked("It was called off before it was paid."),
        "expired_or_canceled_card": marked("The card has expired or was cancelled."),
        "lost_or_stolen_card": marked("The card was reported lost or stolen."),
        "insufficient_funds": marked("The payment account has too little money at the moment."),
        "declined": marked("The request was declined."),
        # what ended it before it was sent
        "withdrawn": marked("The request was withdrawn."),
        "account_terminated": marked("The account was terminated."),
        "account_forfeited": marked("The balance of the account was forfeited."),
        "payment_disputed": marked("The payment is disputed at the bank."),
        "replaced": marked("A newer decision took its place."),
    }
)
ORDER_REVIEWS: Mapping[str, str] = MappingProxyType(
    {
        "unknown_word": marked("The provider used a status word that nobody has mapped."),
        "completed_with_remains": marked("The provider says completed, and that something remains."),
        "partial_nothing_remains": marked("The provider says partial, and that nothing remains."),
        "partial_unreadable": marked("The provider says partial, but not how much remains."),
        "undelivered_unclear": marked("The answer does not say how much of the order was delivered."),
        "after_completed": marked("The provider took back its word that the order was completed."),
        "after_canceled": marked("The provider goes on with an order that it had cancelled."),
        "status_asks": marked("The policy leaves this status to a person."),
        "reason_asks": marked("The policy leaves this reason to a person."),
        "placement_unknown": marked("Nobody knows whether the provider took the order."),
        "order_lost": marked("The provider has not spoken of the order for a long time."),
    }
)


def state_of_request(words: Words, state: str) -> str:
    """``in_review`` as a word."""
    return _word(words, REQUEST_STATES, state)


def state_of_refund(words: Words, state: str) -> str:
    """``held`` as a word."""
    return _word(words, REFUND_STATES, state)


def state_of_order(words: Words, state: str) -> str:
    """``in_progress`` as a word."""
    return _word(words, ORDER_STATES, state)


def state_of_dispute(words: Words, state: str) -> str:
    """``inquiry`` as a word."""
    return _word(words, DISPUTE_STATES, state)


def state_of_account(words: Words, state: str) -> str:
    """``suspended`` as a word."""
    return _word(words, ACCOUNT_STATES, state)


def recommendation(words: Words, recommend: str) -> str:
    """``approve`` as a word."""
    return _word(words, RECOMMENDATIONS, recommend)


def reason_word(words: Words, reason: str) -> str:
    """Why an order could not be done, for the middle of a sentence."""
    return _word(words, ORDER_REASONS, reason)


def why_not(words: Words, why: str) -> str:
    """Why a refund failed or was stopped; what a gateway says in its own words is not for customers."""
    return words(WHY_NOT.get(why, WHY_NOT["failed"]))


def review_of_order(words: Words, review: str) -> str:
    """Why an order waits for a person."""
    return _word(words, ORDER_REVIEWS, review)


def _word(words: Words, known: Mapping[str, str], word: str) -> str:
    return words(known[word]) if word in known else words.isolated(word)
