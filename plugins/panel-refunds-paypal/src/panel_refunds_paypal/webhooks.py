"""Webhooks: signed with a certificate, over the delivery's id, its moment, the webhook's id, and a sum of the bytes.

That sum is a CRC-32, which anybody can make come out right for other bytes; and so a delivery is a hint and nothing
more: whatever it names is read again from PayPal. The moment is signed too. PayPal goes on delivering for three days,
so four days are fresh enough.
"""

from __future__ import annotations

import base64
import binascii
import zlib
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.events import find_event

LARGEST = 256 * 1024
LONGEST = 1024
FRESH = timedelta(days=4)
AHEAD = timedelta(minutes=5)
_NAMES = ("transmission-id", "transmission-time", "transmission-sig", "cert-url", "auth-algo")


def parse_webhook(
    raw: bytes,
    headers: Mapping[str, str],
    webhook_ids: Sequence[str],
    *,
    get_key: Callable[[str], RSAPublicKey],
    now: datetime,
) -> Sequence[GatewayEvent]:
    """What a delivery points at; ``WebhookRefusedError`` when it is not for one of these webhooks, or not now."""
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    if not webhook_ids:
        raise WebhookRefusedError("signature", "This account has no webhook_ids, so no delivery can be for it.")
    named = {name.lower(): value for name, value in headers.items()}
    values = [named.get(f"paypal-{name}", "") for name in _NAMES]
    if not all(0 < len(value) <= LONGEST and value.isascii() for value in values):
        raise WebhookRefusedError("signature", "The delivery does not have the five headers that prove it.")
    transmission, moment, signature, cert_url, algorithm = values
    if algorithm != "SHA256withRSA":
        raise WebhookRefusedError("signature", "The delivery is signed in a way that is not known here.")
    _check_moment(moment, now)
    try:
        proof = base64.b64decode(signature, validate=True)
    except binascii.Error:
        raise WebhookRefusedError("signature", "The signature is no base 64.") from None
    key = get_key(cert_url)
    if not any(_is_signed(key, proof, f"{transmission}|{moment}|{each}|{zlib.crc32(raw)}") for each in webhook_ids):
        raise WebhookRefusedError("signature", "The signature is not for a webhook of this account.")
    try:
        event = find_event(Said.read(raw, "event"))
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None
    return () if event is None else (event,)


def _check_moment(moment: str, now: datetime) -> None:
    """Looked at before anything is fetched, although nothing is proved yet: it costs a copyist one more step."""
    try:
        at = datetime.fromisoformat(moment)
    except ValueError:
        raise WebhookRefusedError("signature", "The moment of the delivery is none.") from None
    if at.tzinfo is None:
        raise WebhookRefusedError("signature", "The moment of the delivery has no offset.")
    age = now - at.astimezone(UTC)
    if age > FRESH:
        raise WebhookRefusedError("stale", "The delivery was signed more than four days ago.")
    if age < -AHEAD:
        raise WebhookRefusedError("future", "The delivery was signed in the future.")


def _is_signed(key: RSAPublicKey, proof: bytes, text: str) -> bool:
    try:
        key.verify(proof, text.encode(), PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True
