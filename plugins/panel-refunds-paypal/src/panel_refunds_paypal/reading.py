"""PayPal's objects into our values. A word that is not known here makes the answer unreadable."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from panel_refunds.money import Money
from panel_refunds.ports import DisputeFacts, DisputeState, GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.amounts import read_money
from panel_refunds_paypal.links import find_above

CAPTURES = "/v2/payments/captures"
ATTEMPT = "panel-refunds."
"""What stands before our attempt's id in ``custom_id``: PayPal may copy there what the panel wrote on the payment."""
CAPTURED: Mapping[str, bool] = MappingProxyType(
    {
        **dict.fromkeys(("COMPLETED", "PARTIALLY_REFUNDED", "REFUNDED"), True),
        **dict.fromkeys(("PENDING", "DECLINED", "FAILED"), False),
    }
)
REFUND_WORDS: Mapping[str, RefundStatus] = MappingProxyType(
    {
        "COMPLETED": RefundStatus.SUCCEEDED,
        "PENDING": RefundStatus.PENDING,
        "FAILED": RefundStatus.FAILED,
        "CANCELLED": RefundStatus.CANCELED,
    }
)
_WAYS = ("paypal", "card", "venmo", "apple_pay", "google_pay")
_OPEN = ("OPEN", "WAITING_FOR_BUYER_RESPONSE", "WAITING_FOR_SELLER_RESPONSE", "UNDER_REVIEW", "OTHER")
_STAGES: Mapping[str | None, DisputeState] = MappingProxyType(
    {"INQUIRY": "inquiry", **dict.fromkeys(("CHARGEBACK", "PRE_ARBITRATION", "ARBITRATION", None), "open")}
)
_OUTCOMES: Mapping[str, DisputeState] = MappingProxyType(
    {
        **dict.fromkeys(("RESOLVED_SELLER_FAVOUR", "CANCELED_BY_BUYER", "DENIED", "NONE"), "won"),
        **dict.fromkeys(("RESOLVED_BUYER_FAVOUR", "RESOLVED_WITH_PAYOUT", "ACCEPTED"), "lost"),
    }
)


def capture_status(said: Said) -> str:
    """PayPal's word for how a payment stands."""
    word = said.text("status")
    if word not in CAPTURED:
        raise UnreadableError("the payment has a status that is not known here")
    return word


def read_payment(said: Said, order: Said, *, refunded: Money, dispute: DisputeState, live: bool) -> PaymentFacts:
    """A capture with the order it belongs to; what went back, and its dispute, stand elsewhere and are handed in."""
    source = order.find_inside("payment_source")
    method = next((way for way in _WAYS if source is not None and way in source), None)
    return PaymentFacts(
        ref=said.text("id"),
        amount=read_money(said, "amount"),
        captured=CAPTURED[capture_status(said)],
        refunded=refunded,
        dispute=dispute,
        fee=_find_fee(said),
        fingerprint=_find_fingerprint(order, method),
        display=_find_display(source, method),
        method=method,
        live=live,
        paid_at=said.find_moment("create_time"),
        notes={name: text for name in ("custom_id", "invoice_id") if (text := said.find_text(name)) is not None},
    )


def read_refund(said: Said) -> GatewayRefund:
    """A refund; the payment it gives back is named by its link upwards."""
    word = said.text("status")
    if word not in REFUND_WORDS:
        raise UnreadableError("the refund has a status that is not known here")
    payment = find_above(said, CAPTURES)
    if payment is None:
        raise UnreadableError("the refund does not name its payment")
    custom = said.find_text("custom_id") or ""
    reason = said.find_inside("status_details")
    return GatewayRefund(
        ref=said.text("id"),
        status=REFUND_WORDS[word],
        amount=read_money(said, "amount"),
        attempt_id=custom.removeprefix(ATTEMPT) or None if custom.startswith(ATTEMPT) else None,
        reference=said.find_text("acquirer_reference_number"),
        failure=(reason and reason.find_text("reason")) or "refund_failed" if word == "FAILED" else None,
        payments=(payment,),
        made_at=said.find_moment("create_time"),
    )


def read_dispute(said: Said) -> DisputeFacts:
    """A case: an inquiry between buyer and seller, a claim, or a bank's chargeback."""
    return DisputeFacts(
        ref=said.text("dispute_id"),
        payments=disputed_payments(said),
        state=dispute_state(said),
        amount=read_money(said, "dispute_amount"),
        reason=said.find_text("reason") or "",
        opened_at=said.find_moment("create_time"),
        answer_by_at=said.find_moment("seller_response_due_date"),
    )


def disputed_payments(said: Said) -> tuple[str, ...]:
    """The payments that a case is about, by the names that they have for the seller."""
    named = tuple(each.text("seller_transaction_id") for each in said.objects("disputed_transactions"))
    if not named:
        raise UnreadableError("the dispute names no payment")
    return named


def dispute_state(said: Said) -> DisputeState:
    """Our word for how it stands: before it is over the stage decides, and then its outcome."""
    status = said.text("status")
    if status == "RESOLVED":
        outcome = said.inside("dispute_outcome").text("outcome_code")
        if outcome not in _OUTCOMES:
            raise UnreadableError("the dispute ended in a way that is not known here")
        return _OUTCOMES[outcome]
    stage = said.find_text("dispute_life_cycle_stage")
    if status not in _OPEN or stage not in _STAGES:
        raise UnreadableError("the dispute has a status or a stage that is not known here")
    return _STAGES[stage]


def counted(refunds: Sequence[GatewayRefund], currency: str) -> Money:
    """What the customer has, or will have, back."""
    total = Money(0, currency)
    for refund in refunds:
        if refund.amount.currency != currency:
            raise UnreadableError("a refund is in another currency than its payment")
        if refund.status not in (RefundStatus.FAILED, RefundStatus.CANCELED):
            total += refund.amount
    return total


def _find_fee(said: Said) -> Money | None:
    """PayPal's fee, where it is known and in the payment's own currency."""
    breakdown = said.find_inside("seller_receivable_breakdown")
    if breakdown is None or "paypal_fee" not in breakdown:
        return None
    fee = read_money(breakdown, "paypal_fee")
    return fee if fee.currency == read_money(said, "amount").currency else None


def _find_fingerprint(order: Said, method: str | None) -> str | None:
    """The PayPal account that paid, not to be read back."""
    if method != "paypal":
        return None
    account = order.inside("payment_source").inside("paypal").find_text("account_id")
    if account is None:
        payer = order.find_inside("payer")
        account = payer.find_text("payer_id") if payer else None
    return None if account is None else hashlib.sha256(f"paypal:{account}".encode()).hexdigest()[:32]


def _find_display(source: Said | None, method: str | None) -> str | None:
    card = source.find_inside("card") if source else None
    if card is not None:
        last = card.find_text("last_digits")
        return f"{card.find_text('brand') or 'Card'} •••• {last[-4:]}" if last else None
    return {"paypal": "PayPal", "venmo": "Venmo"}.get(method or "")
