"""Webhooks: is this really from Stripe, now, and for this account?

The signature is checked on the bytes as they came, with each of the account's secrets: while a secret is rotated, the
old and the new one are both right. The library could check it too, but by the computer's clock instead of the
host's, and a moment in the future passes it. Nothing is read before the signature is right.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds_stripe.answer import LATEST, Answer, UnreadableError
from panel_refunds_stripe.events import find_hint
from panel_refunds_stripe.settings import Settings

LARGEST = 256 * 1024
TOLERANCE = timedelta(minutes=5)
HEADER = "stripe-signature"
_MOST_SIGNATURES = 16
_MOMENT = re.compile(r"[0-9]{1,12}")


def parse_webhook(raw: bytes, headers: Mapping[str, str], settings: Settings, now: datetime) -> Sequence[GatewayEvent]:
    """What a delivery points at: one event, or none for a type or account we have no use for.

    ``WebhookRefusedError`` for everything that is not a fresh delivery signed for this endpoint, in this mode.
    """
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    _check_signature(raw, headers, settings.webhook_secrets, now)
    event = _event(raw)
    if event.find_flag("livemode") is not settings.live:
        raise WebhookRefusedError("mode", f"The event is not of {settings.mode} mode, and this account is.")
    if event.find_text("account") != settings.stripe_account:
        if settings.stripe_account is None:
            raise WebhookRefusedError("account", "The event is of a connected account; this endpoint is not for those.")
        # One endpoint of a platform hears of all its connected accounts; those of others are no mistake.
        return ()
    try:
        hint = find_hint(event)
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None
    return () if hint is None else (hint,)


def _check_signature(raw: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> None:
    if not secrets:
        raise WebhookRefusedError("signature", "No webhook_secrets are set for this account.")
    header = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    moment, signatures = _parts(header)
    if moment is None or not signatures:
        raise WebhookRefusedError("signature", "The delivery is not signed.")
    signed = moment.encode() + b"." + raw
    right = False
    for secret in secrets:
        expected = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest().encode()
        for signature in signatures:
            right |= hmac.compare_digest(expected, signature.encode())
    if not right:
        raise WebhookRefusedError("signature", "The signature is not of any of this account's webhook secrets.")
    sent_at = datetime.fromtimestamp(min(int(moment), LATEST), UTC)
    if now - sent_at > TOLERANCE:
        raise WebhookRefusedError("stale", "The delivery was signed too long ago.")
    if sent_at - now > TOLERANCE:
        raise WebhookRefusedError("future", "The delivery was signed in the future; compare the clocks.")


def _parts(header: str) -> tuple[str | None, Sequence[str]]:
    """``t=1767225600,v1=…,v1=…`` → the moment as written, and the signatures of the one scheme that counts."""
    moment: str | None = None
    signatures: list[str] = []
    for part in header.split(","):
        name, _, value = part.strip().partition("=")
        if name == "t" and moment is None and _MOMENT.fullmatch(value):
            moment = value
        elif name == "v1" and value.isascii() and len(signatures) < _MOST_SIGNATURES:
            signatures.append(value)
    return moment, signatures


def _event(raw: bytes) -> Answer:
    try:
        return Answer.of(json.loads(raw), "event")
    except (ValueError, RecursionError, UnreadableError):
        raise WebhookRefusedError("unreadable", "The delivery is signed, but it is no event.") from None
