"""What a cardholder's bank says about a charge: inquiries, disputes, early warnings of fraud.

An inquiry asks questions and takes nothing; a formal dispute takes the money, and Stripe refuses refunds while it runs.
The two differ only in the word for how they stand. A word that is not known here counts as an open dispute: nothing is
sent until somebody has looked. A closed inquiry is won, for nothing was taken. Lost stays lost while it is appealed,
and a dispute that was *prevented* is lost too: the money is with the cardholder all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import stripe

from panel_refunds.ports import DisputeFacts, DisputeState, FraudWarning
from panel_refunds_stripe.answer import Answer, NoAnswerError, UnreadableError
from panel_refunds_stripe.asking import asked, check_mode
from panel_refunds_stripe.pages import page_params, read_pages
from panel_refunds_stripe.refs import is_dispute, payment_param

STATES: Mapping[str, DisputeState] = MappingProxyType(
    {
        "warning_needs_response": "inquiry",
        "warning_under_review": "inquiry",
        "warning_closed": "won",
        "needs_response": "open",
        "under_review": "open",
        "won": "won",
        "lost": "lost",
        "appeal_needs_response": "lost",
        "appeal_under_review": "lost",
        "prevented": "lost",
    }
)
_GRAVEST: tuple[DisputeState, ...] = ("open", "lost", "inquiry", "won", "none")


def get_dispute(client: stripe.StripeClient, ref: str, *, live: bool) -> DisputeFacts:
    """The dispute that ``ref`` names; LookupError when there is none of that name in this account."""
    if not is_dispute(ref):
        raise LookupError("A dispute at Stripe has an id that begins with du_ or dp_.")
    dispute = asked(lambda: client.v1.disputes.retrieve(ref), "dispute")
    if dispute.text("id") != ref:
        raise UnreadableError("the answer is about another dispute")
    return _facts(dispute, live=live)


def list_disputes(client: stripe.StripeClient, charge: str, *, live: bool) -> Sequence[DisputeFacts]:
    """Every dispute and inquiry there ever was about a charge; raises when the list cannot be read to its end."""

    def page(after: str | None) -> object:
        return client.v1.disputes.list(page_params({"charge": charge}, after))

    listed = read_pages(page, "dispute")
    if not listed.complete:
        raise NoAnswerError("Stripe's list of disputes could not be read to its end.")
    return [_facts(dispute, live=live) for dispute in listed.items]


def state_of_all(disputes: Sequence[DisputeFacts]) -> DisputeState:
    """The gravest of their states; a charge that counts as disputed without a dispute we can see is in an open one."""
    if not disputes:
        return "open"
    states = {dispute.state for dispute in disputes}
    return next(state for state in _GRAVEST if state in states)


def find_warnings(client: stripe.StripeClient, payment: str, *, live: bool) -> Sequence[FraudWarning]:
    """The early fraud warnings about a payment; raises when they cannot all be read."""
    which = payment_param(payment)

    def page(after: str | None) -> object:
        return client.v1.radar.early_fraud_warnings.list(page_params(which, after))

    listed = read_pages(page, "radar.early_fraud_warning")
    if not listed.complete:
        raise NoAnswerError("Stripe's list of early fraud warnings could not be read to its end.")
    for warning in listed.items:
        check_mode(warning, live=live)
    return [
        FraudWarning(each.text("id"), each.payments, each.text("fraud_type"), each.find_moment("created"))
        for each in listed.items
    ]


def _facts(dispute: Answer, *, live: bool) -> DisputeFacts:
    check_mode(dispute, live=live)
    details = dispute.find_inside("evidence_details")
    return DisputeFacts(
        ref=dispute.text("id"),
        payments=dispute.payments,
        state=STATES.get(dispute.text("status"), "open"),
        amount=dispute.money("amount"),
        reason=dispute.find_text("reason") or "",
        opened_at=dispute.find_moment("created"),
        answer_by_at=details.find_moment("due_by") if details else None,
    )
