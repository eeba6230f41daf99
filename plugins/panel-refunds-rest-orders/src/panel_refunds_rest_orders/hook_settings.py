"""What a tenant says about an upstream's webhooks: how they are signed, and where they name orders."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.ports import Setting
from panel_refunds_rest_orders.addresses import checked_header
from panel_refunds_rest_orders.fields import is_field

Scheme = Literal["none", "standard", "hmac"]
STANDARD_PREFIX = "whsec_"
_PLACES = ("{timestamp}", "{body}")

HOOK_SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        "webhooks": Setting(
            default="none",
            choices=("none", "standard", "hmac"),
            help="How the upstream signs what it tells by itself: Standard Webhooks, or HMAC-SHA256 in a header.",
        ),
        "webhook_secrets": Setting(
            "texts", default=(), secret=True, help="The signing secrets, two while one is being replaced."
        ),
        "webhook_tolerance_seconds": Setting(
            "integer", default=300, minimum=1, help="How old or how early a delivery may be."
        ),
        "event_order_field": Setting(
            default="data.id", help="Where an event names its order, or with * its orders, like data.orders.*.id."
        ),
        "event_word_field": Setting(default="type", help="Where an event says what happened; only shown."),
        "event_id_field": Setting(default="id", help="hmac: where an event has its own id."),
        "signature_header": Setting(default="X-Signature", help="hmac: the header with the signature."),
        "signature_prefix": Setting(default="", help="hmac: what stands before it, like sha256=."),
        "signature_encoding": Setting(
            default="hex", choices=("hex", "base64"), help="hmac: how the signature is written."
        ),
        "timestamp_header": Setting(
            default="X-Timestamp", help="hmac: the header with the seconds since 1970 that are signed; empty: none."
        ),
        "signed_text": Setting(default="{timestamp}.{body}", help="hmac: what is signed."),
    }
)


@dataclass(frozen=True, slots=True)
class HookSettings:
    """How one upstream's webhooks are believed and read. The secrets are left out of the repr."""

    scheme: Scheme
    secrets: tuple[str, ...] = field(repr=False)
    tolerance: timedelta
    order_field: str
    word_field: str
    id_field: str
    signature_header: str
    signature_prefix: str
    signature_encoding: Literal["hex", "base64"]
    timestamp_header: str
    signed_text: str


def parse_hook_settings(given: Mapping[str, Any]) -> HookSettings:
    """Check what was given; ``Refused`` names the key that is wrong and says what to do."""
    for name in ("event_order_field", "event_word_field", "event_id_field"):
        if not is_field(given[name], many=name == "event_order_field"):
            raise Refused("field_invalid", "A field is names with dots between them, like data.order.", field=name)
    if not given["event_order_field"]:
        raise Refused("field_missing", "Say where an event names its order.", field="event_order_field")
    scheme: Scheme = given["webhooks"]
    timestamp = given["timestamp_header"]
    if scheme == "hmac":
        _check_signed_text(given["signed_text"], timed=bool(timestamp))
        if not given["event_id_field"]:
            raise Refused("field_missing", "Say where an event has its own id.", field="event_id_field")
    return HookSettings(
        scheme=scheme,
        secrets=tuple(_checked_secret(secret, scheme) for secret in given["webhook_secrets"]),
        tolerance=timedelta(seconds=given["webhook_tolerance_seconds"]),
        order_field=given["event_order_field"],
        word_field=given["event_word_field"],
        id_field=given["event_id_field"],
        signature_header=checked_header(given["signature_header"], "signature_header").lower(),
        signature_prefix=given["signature_prefix"],
        signature_encoding=given["signature_encoding"],
        timestamp_header=checked_header(timestamp, "timestamp_header").lower() if timestamp else "",
        signed_text=given["signed_text"],
    )


def _check_signed_text(text: str, *, timed: bool) -> None:
    wanted = _PLACES if timed else _PLACES[1:]
    if any(text.count(place) != (place in wanted) for place in _PLACES):
        shown = " and ".join(wanted)
        raise Refused(
            "field_invalid", f"It has {shown} in it, each once, as the upstream signs it.", field="signed_text"
        )


def _checked_secret(secret: object, scheme: Scheme) -> str:
    if not isinstance(secret, str) or not secret.strip():
        raise Refused("field_missing", "A webhook secret is empty; set what it refers to.", field="webhook_secrets")
    secret = secret.strip()
    if scheme == "standard" and secret.startswith(STANDARD_PREFIX):
        try:
            usable = bool(base64.b64decode(secret.removeprefix(STANDARD_PREFIX) + "==", validate=False))
        except binascii.Error:
            usable = False
        if not usable:
            raise Refused("field_invalid", "What stands after whsec_ is no base64.", field="webhook_secrets")
    return secret
