"""AcmePay's words into ours. A word that is not known here is never guessed: the answer is unreadable.

Whoever reads a refund that was just sent makes *unknown* of that, and the core looks it up until the word makes sense.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from panel_refunds.money import Money
from panel_refunds.ports import DisputeFacts, DisputeState, GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.ports.said import Said, UnreadableError

# Yours: what the vendor says of a refund, word by word.
REFUND_WORDS: Mapping[str, RefundStatus] = MappingProxyType(
    {
        "pending": RefundStatus.PENDING,
        "needs_action": RefundStatus.ACTION_REQUIRED,
        "paid": RefundStatus.SUCCEEDED,
        "failed": RefundStatus.FAILED,
        "canceled": RefundStatus.CANCELED,
    }
)
# Yours: what it says of a dispute.
DISPUTE_WORDS: Mapping[str, DisputeState] = MappingProxyType(
    {"none": "none", "inquiry": "inquiry", "open": "open", "won": "won", "lost": "lost"}
)
# Yours: the word of a payment whose money was taken, and not only reserved.
CAPTURED = "captured"
# Yours: the field of a refund in which our attempt id travels.
NOTE = "note"
# Yours: what stands before the id there, so that notes of others are not taken for ours.
OURS = "attempt:"


def read_payment(said: Said, *, live: bool) -> PaymentFacts:
    """A payment. ``fee`` null means that AcmePay does not know it yet, which is not the same as 0."""
    currency = said.text("currency")
    account = said.find_inside("account")
    return PaymentFacts(
        ref=said.text("id"),
        amount=said.money("amount", currency),
        captured=said.text("status") == CAPTURED,
        refunded=said.money("refunded", currency),
        dispute=_dispute_state(said),
        fee=said.money("fee", currency) if "fee" in said else None,
        fingerprint=account.find_text("id") if account else None,
        display=account.find_text("display") if account else None,
        method=said.text("method"),
        live=live,
        paid_at=said.find_moment("paid_at"),
    )


def read_refund(said: Said) -> GatewayRefund:
    """A refund. Our attempt id travels in its note; what others refunded has another note, or none."""
    word = said.text("status")
    if word not in REFUND_WORDS:
        raise UnreadableError("the refund has a status that is not known here")
    note = said.find_text(NOTE)
    return GatewayRefund(
        ref=said.text("id"),
        status=REFUND_WORDS[word],
        amount=said.money("amount", said.text("currency")),
        attempt_id=note.removeprefix(OURS) if note and note.startswith(OURS) else None,
        reference=said.find_text("reference"),
        failure=said.find_text("failure"),
        payments=(said.text("payment"),),
        made_at=said.find_moment("made_at"),
    )


def read_dispute(said: Said) -> DisputeFacts:
    """The dispute of a payment; AcmePay has one at most, and it is named like the payment."""
    amount: Money = said.money("amount", said.text("currency"))
    return DisputeFacts(ref=said.text("id"), payments=(said.text("id"),), state=_dispute_state(said), amount=amount)


def _dispute_state(said: Said) -> DisputeState:
    word = said.text("dispute")
    if word not in DISPUTE_WORDS:
        raise UnreadableError("the dispute has a state that is not known here")
    return DISPUTE_WORDS[word]
