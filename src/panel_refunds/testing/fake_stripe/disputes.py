"""Disputes, inquiries and early fraud warnings: what a bank says about a charge.

An inquiry (``warning_*``) takes no money and does not keep a charge from being refunded. A formal dispute does both
until it is won. A charge counts as ``disputed`` in either case, so that whoever looks only at that flag learns to look
at the dispute itself.
"""

from __future__ import annotations

from typing import Final

from panel_refunds.testing.fake_stripe.books import Books, Json
from panel_refunds.testing.fake_stripe.settlement import add_transaction

STATUSES: Final = (
    *("warning_needs_response", "warning_under_review", "warning_closed", "needs_response", "under_review"),
    *("won", "lost", "prevented", "appeal_needs_response", "appeal_under_review"),
)
BLOCKING: Final = ("needs_response", "under_review", "lost", "appeal_needs_response", "appeal_under_review")
CLOSED: Final = ("won", "lost", "warning_closed", "prevented")
FEE = 15_00
_SECONDS_TO_RESPOND = 7 * 24 * 3600


def blocks_refunds(dispute: Json) -> bool:
    """Whether a charge with this dispute cannot be refunded."""
    return dispute["status"] in BLOCKING


def open_dispute(books: Books, charge: Json, status: str, reason: str, amount: int | None) -> Json:
    """Dispute ``amount`` (None: all of the charge) and tell the world; a formal one takes the money."""
    _check(status)
    dispute: Json = {
        "id": books.new_id("du"),
        "object": "dispute",
        "amount": charge["amount"] if amount is None else amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": books.moment(),
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {},
        "evidence_details": {
            "due_by": books.moment() + _SECONDS_TO_RESPOND,
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
        },
        "is_charge_refundable": status not in BLOCKING,
        "livemode": books.livemode,
        "metadata": {},
        "network_reason_code": "10.4",
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {"type": "card", "card": {"brand": "visa", "network_reason_code": "10.4"}},
        "reason": reason,
        "status": status,
    }
    books.add("du", dispute)
    charge["disputed"] = True
    books.announce("charge.dispute.created", dispute)
    if blocks_refunds(dispute):
        _withdraw(books, charge, dispute)
    calm_warnings(books, charge)
    return dispute


def set_status(books: Books, dispute: Json, status: str) -> Json:
    """Let the dispute stand at ``status`` and tell the world; the money follows."""
    _check(status)
    before = dispute["status"]
    charge = books.get(dispute["charge"])
    dispute["status"] = status
    dispute["is_charge_refundable"] = not blocks_refunds(dispute)
    if blocks_refunds(dispute) and not dispute["balance_transactions"]:
        _withdraw(books, charge, dispute)
    kind = "charge.dispute.closed" if status in CLOSED else "charge.dispute.updated"
    books.announce(kind, dispute, {"status": before})
    if status == "won" and dispute["balance_transactions"]:
        _move(books, charge, dispute, dispute["amount"], fee=0)
        books.announce("charge.dispute.funds_reinstated", dispute)
    return dispute


def _check(status: str) -> None:
    if status not in STATUSES:
        raise ValueError(f"{status!r} is no status of a dispute; it is one of {', '.join(STATUSES)}")


def _withdraw(books: Books, charge: Json, dispute: Json) -> None:
    _move(books, charge, dispute, -dispute["amount"], fee=FEE)
    books.announce("charge.dispute.funds_withdrawn", dispute)


def _move(books: Books, charge: Json, dispute: Json, amount: int, fee: int) -> None:
    moved = add_transaction(books, charge, "adjustment", dispute["id"], amount, fee)
    dispute["balance_transactions"].append(dict(moved))


def warn_of_fraud(books: Books, charge: Json, fraud_type: str) -> Json:
    """The issuer says that this charge may be fraudulent."""
    warning: Json = {
        "id": books.new_id("issfr"),
        "object": "radar.early_fraud_warning",
        "actionable": not charge["disputed"] and not charge["refunded"],
        "charge": charge["id"],
        "created": books.moment(),
        "fraud_type": fraud_type,
        "livemode": books.livemode,
        "payment_intent": charge["payment_intent"],
    }
    books.add("issfr", warning)
    books.announce("radar.early_fraud_warning.created", warning)
    return warning


def calm_warnings(books: Books, charge: Json) -> None:
    """Nothing is to be done any more about warnings of a charge that is disputed or fully refunded."""
    if not charge["disputed"] and not charge["refunded"]:
        return
    for warning in books.objects["issfr"].values():
        if warning["charge"] == charge["id"] and warning["actionable"]:
            warning["actionable"] = False
            books.announce("radar.early_fraud_warning.updated", warning, {"actionable": True})
