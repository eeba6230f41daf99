"""Webhooks: a user name and a password, hashed into one header, the same for every delivery.

That says who sent it and nothing of what it says: whoever has seen one delivery can write others. So a delivery is a
hint and nothing else; it can make us look, and looking changes only what PhonePe itself then says.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_phonepe.naming import is_name

LARGEST = 256 * 1024
HEADER = "authorization"
_ORDERS = ("checkout.order.completed", "pg.order.completed")


def parse_webhook(raw: bytes, headers: Mapping[str, str], username: str, password: str) -> Sequence[GatewayEvent]:
    """What a delivery points at; ``WebhookRefusedError`` when it does not carry this account's password."""
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    named = {name.lower(): value for name, value in headers.items()}
    right = hashlib.sha256(f"{username}:{password}".encode()).hexdigest()
    given = named.get(HEADER, "").strip().lower()
    if not (username and password) or not hmac.compare_digest(right.encode(), given.encode()):
        raise WebhookRefusedError("signature", "The header is not of this account's user name and password.")
    try:
        event = _find_event(Said.read(raw, "event"), hashlib.sha256(raw).hexdigest())
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None
    return () if event is None else (event,)


def _find_event(said: Said, event_id: str) -> GatewayEvent | None:
    """The hint; PhonePe gives events no id, so the bytes are one."""
    word, about = said.text("event"), said.inside("payload")
    if word.startswith("pg.refund."):
        refund, order = _name(about, "merchantRefundId"), _name(about, "originalMerchantOrderId")
        return GatewayEvent(event_id, "refund", refund, (order,), word)
    if word in _ORDERS:
        order = _name(about, "merchantOrderId")
        return GatewayEvent(event_id, "payment", order, (order,), word)
    return None


def _name(said: Said, field: str) -> str:
    name = said.text(field)
    if not is_name(name):
        raise UnreadableError(f"{field} is no name")
    return name
