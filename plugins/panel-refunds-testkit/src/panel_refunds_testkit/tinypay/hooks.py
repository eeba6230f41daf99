"""Tinypay's webhooks: signed with the moment, by any of the account's secrets."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from panel_refunds.ports import GatewayEvent, WebhookRefusedError
from panel_refunds.ports.said import Said, UnreadableError

HEADER = "tiny-signature"
TOLERANCE = timedelta(minutes=5)
LARGEST = 64 * 1024
_LONGEST_MOMENT = 11


def signature(raw: bytes, secret: str, moment: int) -> str:
    """The signature of a delivery at a moment, in seconds since 1970."""
    return hmac.new(secret.encode(), f"{moment}.".encode() + raw, hashlib.sha256).hexdigest()


def parse_hook(raw: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> GatewayEvent:
    """The hint in a delivery; ``WebhookRefusedError`` for what is not signed, fresh and whole."""
    try:
        return read_event(parse_signed(raw, headers, secrets, now))
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None


def parse_signed(raw: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: datetime) -> Said:
    """What a delivery says that is signed, fresh and whole."""
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", "The delivery is too large.")
    header = next((value for name, value in headers.items() if name.lower() == HEADER), "")
    said, _, given = header.partition(",")
    moment = int(said) if said.isascii() and said.isdigit() and len(said) <= _LONGEST_MOMENT else None
    if moment is None:
        raise WebhookRefusedError("signature", "The delivery is not signed.")
    rights = [
        hmac.compare_digest(signature(raw, each, moment), given.encode().decode("ascii", "replace")) for each in secrets
    ]
    if not any(rights):
        raise WebhookRefusedError("signature", "The signature is of none of the account's secrets.")
    sent_at = datetime.fromtimestamp(moment, UTC)
    if now - sent_at > TOLERANCE:
        raise WebhookRefusedError("stale", "The delivery is too old.")
    if sent_at - now > TOLERANCE:
        raise WebhookRefusedError("future", "The delivery is from the future.")
    try:
        return Said.read(raw, "event")
    except UnreadableError as error:
        raise WebhookRefusedError("unreadable", f"The event cannot be read: {error}.") from None


def read_event(said: Said) -> GatewayEvent:
    """An event as a hint."""
    kind = said.text("kind")
    if kind not in ("refund", "payment", "dispute"):
        raise UnreadableError("kind is none")
    return GatewayEvent(
        said.text("id"),
        kind,  # type: ignore[arg-type]  # one of the three
        said.text("ref"),
        (said.text("payment"),),
        kind,
        said.find_moment("at"),
    )
