"""Webhooks: signed by HMAC-SHA256 over the bytes as they came, with no time in the signature.

So an old delivery can be played again; it is only a hint, and the same hint twice changes nothing. Razorpay's id of the
event is in a header that is not signed; where it is missing, the bytes themselves are the id.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from typing import Literal

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError

LARGEST = 256 * 1024
SIGNATURE = "x-razorpay-signature"
EVENT_ID = "x-razorpay-event-id"
_AN_ID = re.compile(r"[A-Za-z0-9_-]{6,64}")


def parse_webhook(raw: bytes, headers: Mapping[str, str], secrets: Sequence[str]) -> Sequence[GatewayEvent]:
    """What a delivery points at; ``WebhookRefusedError`` when it is not signed for this account."""
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    named = {name.lower(): value for name, value in headers.items()}
    signature = named.get(SIGNATURE, "").strip().lower()
    right = [
        hmac.compare_digest(hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest().encode(), signature.encode())
        for secret in secrets
    ]
    if not any(right):
        raise WebhookRefusedError("signature", "The signature is of none of this account's webhook secrets.")
    given = named.get(EVENT_ID, "")
    event_id = given if _AN_ID.fullmatch(given) else hashlib.sha256(raw).hexdigest()
    try:
        event = _find_event(Said.read(raw, "event"), event_id)
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None
    return () if event is None else (event,)


def _find_event(said: Said, event_id: str) -> GatewayEvent | None:
    word = said.text("event")
    kind = _kind_of(word)
    if kind is None:
        return None
    about = said.inside("payload").inside(kind).inside("entity")
    payment = about.text("id") if kind == "payment" else about.text("payment_id")
    return GatewayEvent(event_id, kind, about.text("id"), (payment,), word, said.find_moment("created_at"))


def _kind_of(word: str) -> Literal["refund", "payment", "dispute"] | None:
    if word.startswith("payment.dispute."):
        return "dispute"
    if word.startswith("refund."):
        return "refund"
    return "payment" if word == "payment.captured" else None
