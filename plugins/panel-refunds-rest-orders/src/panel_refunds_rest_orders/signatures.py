"""Is this really from the upstream, and now?

The signature is checked on the bytes as they came, with each of the account's secrets: while one is being replaced,
the old and the new one are both right. Standard Webhooks are signed by their own library; the clock is the host's, so
a delivery may be neither old nor from the future. Nothing is read before the signature is right.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from panel_refunds.ports import WebhookRefusedError
from panel_refunds_rest_orders.hook_settings import HookSettings

LARGEST = 256 * 1024
_MOST_SIGNATURES = 16
_MOMENT = re.compile(r"[0-9]{1,11}")
_ID = re.compile(r"[!-~]{1,200}")


def check_delivery(raw: bytes, headers: Mapping[str, str], settings: HookSettings, now: datetime) -> str | None:
    """Raise ``WebhookRefusedError`` unless the delivery is signed for this account, and fresh.

    Returns the event's id where the signature covers one that stands outside of the body.
    """
    if len(raw) > LARGEST:
        raise WebhookRefusedError("oversized", f"The delivery is larger than {LARGEST} bytes.")
    if settings.scheme == "none" or not settings.secrets:
        raise WebhookRefusedError("signature", "No webhooks and webhook_secrets are set for this account.")
    given = {name.lower(): value for name, value in headers.items()}
    if settings.scheme == "standard":
        return _check_standard(raw, given, settings, now)
    _check_hmac(raw, given, settings, now)
    return None


def _check_standard(raw: bytes, headers: Mapping[str, str], settings: HookSettings, now: datetime) -> str:
    event, moment = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not _ID.fullmatch(event) or not _MOMENT.fullmatch(moment):
        raise WebhookRefusedError("signature", "The delivery has no webhook-id or webhook-timestamp.")
    sent_at = datetime.fromtimestamp(int(moment), UTC)
    signatures = headers.get("webhook-signature", "").split(" ")
    _compare(_standard_signatures(raw, event, sent_at, settings.secrets), signatures)
    _check_moment(sent_at, now, settings.tolerance)
    return event


def _standard_signatures(raw: bytes, event: str, sent_at: datetime, secrets: Sequence[str]) -> Iterator[str]:
    from standardwebhooks import Webhook

    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise WebhookRefusedError("signature", "The delivery is no text, and cannot have been signed.") from None
    for secret in secrets:
        try:
            signer = Webhook(secret)
        except (ValueError, RuntimeError):
            continue  # not a secret of Standard Webhooks: nothing is signed with it
        yield signer.sign(event, sent_at, text)


def _check_hmac(raw: bytes, headers: Mapping[str, str], settings: HookSettings, now: datetime) -> None:
    moment = headers.get(settings.timestamp_header, "") if settings.timestamp_header else ""
    if settings.timestamp_header and not _MOMENT.fullmatch(moment):
        raise WebhookRefusedError("signature", f"The delivery has no {settings.timestamp_header} that can be read.")
    before, _, after = settings.signed_text.partition("{body}")
    signed = b"".join(
        (before.replace("{timestamp}", moment).encode(), raw, after.replace("{timestamp}", moment).encode())
    )
    header = headers.get(settings.signature_header, "")
    given = [one.strip().removeprefix(settings.signature_prefix) for one in header.split(",")]
    if not header.startswith(settings.signature_prefix):
        raise WebhookRefusedError("signature", "The delivery is not signed.")
    digests = [hmac.new(secret.encode(), signed, hashlib.sha256).digest() for secret in settings.secrets]
    if settings.signature_encoding == "hex":
        _compare([digest.hex() for digest in digests], [one.lower() for one in given])
    else:
        _compare([base64.b64encode(digest).decode() for digest in digests], given)
    if settings.timestamp_header:
        _check_moment(datetime.fromtimestamp(int(moment), UTC), now, settings.tolerance)


def _compare(expected: Iterable[str], given: Sequence[str]) -> None:
    right = False
    for one in expected:
        for signature in given[:_MOST_SIGNATURES]:
            right |= hmac.compare_digest(one.encode(), signature.encode("utf-8", "replace"))
    if not right:
        raise WebhookRefusedError("signature", "The signature is not of any of this account's webhook secrets.")


def _check_moment(sent_at: datetime, now: datetime, tolerance: timedelta) -> None:
    if now - sent_at > tolerance:
        raise WebhookRefusedError("stale", "The delivery was signed too long ago.")
    if sent_at - now > tolerance:
        raise WebhookRefusedError("future", "The delivery was signed in the future; compare the clocks.")
