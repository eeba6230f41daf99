"""Webhooks: is this really from AcmePay, now, and what does it point at?

``X-Signature: t=1772442000,v1=<hex>`` is the HMAC-SHA256 of ``t.`` and the bytes as they came. Nothing is read
before the signature is right, and no figure of an event is ever used: it is a hint that something is to be looked at.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Literal

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError

LARGEST = 64 * 1024
# Yours: how old a delivery may be, by the moment that is signed.
TOLERANCE = timedelta(minutes=5)
# Yours: the header that has the signature, in lower case.
HEADER = "x-signature"
# Yours: how the signature is written there.
PARTS = re.compile(r"t=([0-9]{1,12}),v1=([0-9a-f]{64})")
# Yours: the vendor's events, and what each is about.
KINDS: Mapping[str, Literal["refund", "payment", "dispute"]] = MappingProxyType(
    {"refund.updated": "refund", "payment.updated": "payment", "dispute.updated": "dispute"}
)


def parse_webhook(
    raw: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime
) -> Sequence[GatewayEvent]:
    """What a delivery points at; ``WebhookRefusedError`` when it is not a fresh one signed for this account."""
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    _check_signature(raw, headers, secrets, now)
    try:
        event = find_event(Said.read(raw, "event"))
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None
    return () if event is None else (event,)


def find_event(said: Said) -> GatewayEvent | None:
    """One event of a webhook or of the change feed; None for a type that says nothing to us."""
    word = said.text("type")
    if word not in KINDS:
        return None
    return GatewayEvent(
        event_id=said.text("id"),
        kind=KINDS[word],
        ref=said.text("about"),
        payments=(said.text("payment"),),
        word=word,
        at=said.find_moment("at"),
    )


def _check_signature(raw: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
    header = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    parts = PARTS.fullmatch(header)
    if parts is None:
        raise WebhookRefusedError("signature", "The delivery is not signed.")
    moment, signature = parts.groups()
    signed = moment.encode() + b"." + raw
    right = [
        hmac.compare_digest(hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest(), signature)
        for secret in secrets
    ]
    if not any(right):
        raise WebhookRefusedError("signature", "The signature is of none of this account's webhook secrets.")
    sent_at = datetime.fromtimestamp(min(int(moment), 253_402_300_799), UTC)
    if now - sent_at > TOLERANCE:
        raise WebhookRefusedError("stale", "The delivery was signed too long ago.")
    if sent_at - now > TOLERANCE:
        raise WebhookRefusedError("future", "The delivery was signed in the future; compare the clocks.")
