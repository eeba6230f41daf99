"""Refunds: the single movements back to payments; paid by hand where a gateway cannot."""

from __future__ import annotations

from panel_refunds.flows.record_payout import record_payout
from panel_refunds.flows.resolve_attempt import resolve_attempt
from panel_refunds.flows.send_again import send_again
from panel_refunds.web.answers.refunds import RefundView, show_refund
from panel_refunds.web.fields import Given, Person, Ref
from panel_refunds.web.operation import Read, Write
from panel_refunds.web.tenancy import Call

TAG = "refunds"


class PayoutGiven(Given):
    """Who sent the money by hand, and its reference."""

    reference: Ref
    by: Person


class SeenGiven(Given):
    """What an operator saw at the gateway: whether the refund ran there, and the reference or the evidence."""

    ran: bool
    evidence: Ref
    by: Person


class PayGiven(Given):
    """Who wants it tried now."""

    by: Person


def show_one(call: Call, _asked: Given) -> RefundView:
    """One refund."""
    return show_refund(call, call.path["refund"])


def tell_payout(call: Call, body: PayoutGiven) -> str:
    """Record a refund that an operator paid by hand."""
    return record_payout(call.desk, call.path["refund"], reference=body.reference, by=body.by).refund_id


def tell_seen(call: Call, body: SeenGiven) -> str:
    """Record what an operator saw at the gateway of a refund whose outcome no look-up can tell."""
    refund_id = call.path["refund"]
    return resolve_attempt(call.desk, refund_id, ran=body.ran, evidence=body.evidence, by=body.by).refund_id


def pay(call: Call, body: PayGiven) -> str:
    """Try an approved refund now instead of at its next time."""
    return send_again(call.desk, call.path["refund"], by=body.by).refund_id


def _again(call: Call, _body: Given, _subject: str) -> str:
    return call.path["refund"]


OPERATIONS = (
    Read("/refunds/{refund}", "get_refund", "read", show_one, RefundView, tag=TAG),
    Write(
        "/refunds/{refund}/payout",
        "tell_payout",
        "review",
        tell_payout,
        show_refund,
        RefundView,
        PayoutGiven,
        again=_again,
        codes=("not_an_operator_task", "payment_disputed", "exceeds_unspent", "too_late"),
        tag=TAG,
    ),
    Write(
        "/refunds/{refund}/seen",
        "tell_seen",
        "review",
        tell_seen,
        show_refund,
        RefundView,
        SeenGiven,
        again=_again,
        wakes=True,
        codes=("not_an_operator_task", "evidence_needed", "in_progress"),
        tag=TAG,
    ),
    Write(
        "/refunds/{refund}/pay",
        "pay_refund",
        "review",
        pay,
        show_refund,
        RefundView,
        PayGiven,
        again=_again,
        wakes=True,
        codes=("too_late", "request_not_in_review"),
        tag=TAG,
    ),
)
