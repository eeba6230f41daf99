"""Razorpay's objects into our values. A word that is not known here makes the answer unreadable."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.money import Money, minor_unit
from panel_refunds.ports import DisputeFacts, DisputeState, GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.ports.said import Said, UnreadableError

ATTEMPT = "panel_refunds_attempt"
REFUND_WORDS: Mapping[str, RefundStatus] = MappingProxyType(
    {"pending": RefundStatus.PENDING, "processed": RefundStatus.SUCCEEDED, "failed": RefundStatus.FAILED}
)
_ENDED: Mapping[str, DisputeState] = MappingProxyType({"won": "won", "lost": "lost", "closed": "won"})
_INQUIRIES = ("retrieval", "fraud")
"""Phases in which the bank asks, and takes nothing yet."""


def read_payment(said: Said, *, dispute: DisputeState, live: bool) -> PaymentFacts:
    """A payment; the state of its dispute stands elsewhere and is handed in."""
    currency = said.text("currency")
    method = said.text("method")
    return PaymentFacts(
        ref=said.text("id"),
        amount=said.minor_money("amount", currency),
        captured=said.flag("captured"),
        refunded=said.minor_money("amount_refunded", currency),
        dispute=dispute,
        fee=_fee(said, currency),
        fingerprint=_fingerprint(said),
        display=_display(said, method),
        method=method,
        live=live,
        paid_at=said.find_moment("created_at"),
        notes=said.texts("notes"),
    )


def read_refund(said: Said) -> GatewayRefund:
    """A refund; our attempt stands in its notes."""
    word = said.text("status")
    if word not in REFUND_WORDS:
        raise UnreadableError("the refund has a status that is not known here")
    acquirer = said.find_inside("acquirer_data")
    return GatewayRefund(
        ref=said.text("id"),
        status=REFUND_WORDS[word],
        amount=said.minor_money("amount", said.text("currency")),
        attempt_id=said.texts("notes").get(ATTEMPT),
        reference=(acquirer.find_text("arn") or acquirer.find_text("rrn")) if acquirer else None,
        failure="refund_failed" if word == "failed" else None,
        payments=(said.text("payment_id"),),
        made_at=said.find_moment("created_at"),
    )


def read_dispute(said: Said) -> DisputeFacts:
    """A dispute or an inquiry."""
    return DisputeFacts(
        ref=said.text("id"),
        payments=(said.text("payment_id"),),
        state=dispute_state(said),
        amount=said.minor_money("amount", said.text("currency")),
        reason=said.find_text("reason_code") or "",
        opened_at=said.find_moment("created_at"),
        answer_by_at=said.find_moment("respond_by"),
    )


def dispute_state(said: Said) -> DisputeState:
    """Our word for how it stands: while it is not over, the phase says whether the bank asks or takes."""
    status = said.text("status")
    if status in _ENDED:
        return _ENDED[status]
    if status not in ("open", "under_review"):
        raise UnreadableError("the dispute has a status that is not known here")
    return "inquiry" if said.find_text("phase") in _INQUIRIES else "open"


def _fee(said: Said, currency: str) -> Money | None:
    """Razorpay's fee with its tax; None while it is not known.

    It is in the account's own currency. Where the customer paid in another one, the payment says what it was worth in
    the account's; the fee is converted at that rate and rounded down, in the customer's favour.
    """
    if "fee" not in said:
        return None
    if currency == "INR" and "base_currency" not in said:
        return said.minor_money("fee", currency)
    if "base_amount" not in said:
        return None
    based = said.text("base_currency")
    fee, base = said.minor_money("fee", based), said.minor_money("base_amount", based)
    if based == currency:
        return fee
    if base.units <= 0:
        raise UnreadableError("base_amount is no amount")
    units = fee.units * said.minor_money("amount", currency).units // base.units
    return Money(units - units % minor_unit(currency), currency)


def _fingerprint(said: Said) -> str | None:
    """The UPI address that paid, not to be read back: it may be somebody's name."""
    address = said.find_text("vpa")
    return None if address is None else hashlib.sha256(f"upi:{address.lower()}".encode()).hexdigest()[:32]


def _display(said: Said, method: str) -> str | None:
    card = said.find_inside("card")
    if card is not None:
        last = card.find_text("last4")
        return f"{card.find_text('network') or 'Card'} •••• {last}" if last else None
    return {"upi": "UPI", "netbanking": said.find_text("bank"), "wallet": said.find_text("wallet")}.get(method)
