"""Webhooks: an invoice's status, signed inside the body with the payment key; only hints.

The signature is MD5 with the key at its end, and no moment is signed: as proof of what happened that is weak, and as a
hint to look it is enough. The vendor gives its deliveries no id, so the bytes themselves are one: the same status of
the same invoice is heard once.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_cryptomus.reading import PAID, REFUNDS
from panel_refunds_cryptomus.signing import find_signed_sign

LARGEST = 256 * 1024
PAYMENTS = ("payment", "wallet")
"""Kinds of deliveries that are about an invoice; others are about payouts."""


def parse_webhook(raw: bytes, key: str) -> Sequence[GatewayEvent]:
    """What a delivery points at; ``WebhookRefusedError`` when it is not signed for this account."""
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    signed = find_signed_sign(raw, key)
    if signed is None:
        raise WebhookRefusedError("signature", "The signature is not of this account's payment key.")
    try:
        event = _find_event(Said.read(raw, "event"), signed, hashlib.sha256(raw).hexdigest())
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None
    return () if event is None else (event,)


def _find_event(said: Said, signed: str, event_id: str) -> GatewayEvent | None:
    if said.text("sign") != signed:
        raise UnreadableError("the signature stands elsewhere")
    word = said.text("status")
    if said.text("type") not in PAYMENTS or (word not in PAID and word not in REFUNDS):
        return None
    invoice = said.text("uuid")
    return GatewayEvent(event_id, "refund" if word in REFUNDS else "payment", invoice, (invoice,), word)
