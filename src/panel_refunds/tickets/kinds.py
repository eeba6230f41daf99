"""Every kind of message that the outbox may hold, each with a sentence and for whom it is.

Notifiers are told the kind; a tenant's file may choose kinds for each of them, so a kind that is written anywhere has
to stand here: a test compares. The kinds of what reconciling finds are its own codes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from panel_refunds.refunds.reconcile.difference import KINDS as DIFFERENCES


@dataclass(frozen=True, slots=True)
class Kind:
    """For whom messages of a kind are, and what they tell."""

    to: Literal["customer", "staff"]
    text: str


def _to_customer(text: str) -> Kind:
    return Kind("customer", text)


def _to_staff(text: str) -> Kind:
    return Kind("staff", text)


MESSAGE_KINDS: Final[Mapping[str, Kind]] = MappingProxyType(
    {
        # to the customer
        "request_received": _to_customer("The first answer to a request: what was understood, and what happens next."),
        "request_approved": _to_customer("The request was approved."),
        "request_declined": _to_customer("The request was declined, or ended with the account."),
        "request_withdrawn": _to_customer("The request was taken back, or its offer ran out."),
        "customer_asked": _to_customer("Finance asks the customer something."),
        "refund_sent": _to_customer("The gateway has it; with the days in which it should arrive."),
        "refund_failed": _to_customer("It did not go through; the money is on the balance again."),
        "refund_stopped": _to_customer("It was stopped before it was sent."),
        # to the staff: requests
        "customer_replied": _to_staff("The customer has replied."),
        "due_soon": _to_staff("A request has to be answered soon."),
        "overdue": _to_staff("A request is not answered, and its time is over."),
        # to the staff: payouts
        "payout_later": _to_staff("A payout has to wait."),
        "payout_float": _to_staff("The gateway has too little of our money."),
        "payout_operator": _to_staff("A payout has to be made by hand."),
        "payout_account": _to_staff("Nothing is sent because of the state of the account."),
        "payout_dispute": _to_staff("Nothing is sent because the payment is disputed."),
        "payout_refused": _to_staff("The gateway would refuse a payout."),
        "refund_failed_for_finance": _to_staff("A refund failed, and why."),
        "outcome_unknown": _to_staff("Nobody knows whether a refund ran; a person has to look."),
        # to the staff: payments and accounts
        "dispute_inquiry": _to_staff("The bank asks questions about a payment."),
        "dispute_open": _to_staff("A payment is disputed."),
        "dispute_won": _to_staff("A dispute was won."),
        "dispute_lost": _to_staff("A dispute was lost."),
        "fraud_warning": _to_staff("The bank that paid warned of fraud."),
        "account_terminated": _to_staff("An account was terminated."),
        "account_forfeited": _to_staff("The balance of an account was forfeited."),
        # to the staff: the installation
        "gateway_stopped": _to_staff("Nothing is sent through a gateway any more."),
        "gateway_started": _to_staff("A gateway sends again."),
        "plugin_failed": _to_staff("A plugin failed at something, which plugin and what."),
        "dead_letter": _to_staff("A notifier could not deliver a message, and gave up."),
        **{code: _to_staff(kind.text) for code, kind in DIFFERENCES.items()},
    }
)
