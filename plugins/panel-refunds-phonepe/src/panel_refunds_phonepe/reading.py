"""PhonePe's objects into our values. A word that is not known here makes the answer unreadable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from panel_refunds.ports import GatewayRefund, PaymentFacts, RefundStatus
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_phonepe.capabilities import METHODS
from panel_refunds_phonepe.naming import find_attempt_id

_LATEST = 253_402_300_799_000
REFUND_STATES: Mapping[str, RefundStatus] = MappingProxyType(
    {
        "PENDING": RefundStatus.PENDING,
        "CONFIRMED": RefundStatus.PENDING,
        "COMPLETED": RefundStatus.SUCCEEDED,
        "FAILED": RefundStatus.FAILED,
    }
)
"""*Confirmed* is a refund that was accepted, not one that arrived."""
_ORDER_STATES = ("PENDING", "COMPLETED", "FAILED")


def read_order(said: Said, name: str, *, live: bool) -> PaymentFacts:
    """The order of that name with the payment that completed it. What went back of it is not told."""
    _must_be(said, "merchantOrderId", name)
    state = said.text("state")
    if state not in _ORDER_STATES:
        raise UnreadableError("the order has a state that is not known here")
    paid = [each for each in said.objects("paymentDetails") if each.text("state") == "COMPLETED"]
    mode = paid[0].text("paymentMode") if len(paid) == 1 else None
    return PaymentFacts(
        ref=name,
        amount=said.minor_money("amount", "INR"),
        captured=state == "COMPLETED",
        refunded=None,
        method=None if mode is None else METHODS.get(mode, mode.lower()),
        live=live,
        paid_at=_moment(paid[0], "timestamp") if len(paid) == 1 else None,
        notes=said.texts("metaInfo"),
    )


def read_refund(said: Said, name: str) -> GatewayRefund:
    """The refund of that name, as its status is told."""
    _must_be(said, "merchantRefundId", name)
    state = said.text("state")
    if state not in REFUND_STATES:
        raise UnreadableError("the refund has a state that is not known here")
    return GatewayRefund(
        ref=name,
        status=REFUND_STATES[state],
        amount=said.minor_money("amount", "INR"),
        attempt_id=find_attempt_id(name),
        reference=said.text("refundId"),
        failure=(said.find_text("errorCode") or "refund_failed").lower() if state == "FAILED" else None,
        payments=(said.text("originalMerchantOrderId"),),
        made_at=_moment(said, "timestamp") if "timestamp" in said else None,
    )


def _must_be(said: Said, field: str, name: str) -> None:
    """Not every answer repeats the name that was asked for; one that does has to repeat that one."""
    if field in said:
        said.named(name, field)


def _moment(said: Said, field: str) -> datetime:
    """Milliseconds since 1970."""
    told = said.whole(field)
    if not 0 < told <= _LATEST:
        raise UnreadableError(f"{field} is no moment")
    return datetime.fromtimestamp(told // 1000, UTC)
