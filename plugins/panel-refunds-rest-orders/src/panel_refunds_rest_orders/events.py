"""What an upstream's webhook points at: the ids of orders, and no status or figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from panel_refunds.ports import OrderHint, WebhookRefusedError
from panel_refunds_rest_orders.body import clean, find_id, parse_body
from panel_refunds_rest_orders.faults import FaultError
from panel_refunds_rest_orders.fields import find_value, find_values
from panel_refunds_rest_orders.hook_settings import HookSettings
from panel_refunds_rest_orders.signatures import check_delivery


def parse_event(raw: bytes, headers: Mapping[str, str], settings: HookSettings, now: datetime) -> Sequence[OrderHint]:
    """One hint for a delivery that names orders, none for one that does not.

    ``WebhookRefusedError`` for everything that is not a fresh event signed for this account.
    """
    event_id = check_delivery(raw, headers, settings, now)
    try:
        event = parse_body(raw)
    except FaultError:
        raise WebhookRefusedError("unreadable", "The delivery is signed, but it is no event.") from None
    refs = tuple(dict.fromkeys(ref for ref in map(find_id, find_values(event, settings.order_field)) if ref))
    if not refs:
        return ()
    event_id = event_id or find_id(find_value(event, settings.id_field))
    if event_id is None:
        raise WebhookRefusedError("unreadable", "The event has no id by which it could be known again.")
    return (OrderHint(event_id, refs, _word(find_value(event, settings.word_field))),)


def _word(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""
