"""What the panel offers: its services, with the flags a refund needs to know."""

from __future__ import annotations

from typing import Any

from panel_refunds_smm_v2.reading.body import Json, Record
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import find_decimal, find_flag, find_id, find_whole

_ID_FIELDS = ("service", "service_id", "id")


def read_services(body: Json, _question: Question) -> dict[str, Any] | None:
    """The fields of the reading; None when the body is no list of services (an empty list is one)."""
    if isinstance(body, Record):
        offers: list[Json] = [part for part in body.entries.values() if isinstance(part, Record)]
    elif isinstance(body, list):
        offers = body
    else:
        return None
    services = [service for offer in offers if (service := _find_service(offer))]
    return {"services": services} if services or body == [] else None


def _find_service(offer: Json) -> dict[str, Any] | None:
    if not isinstance(offer, Record):
        return None
    service = next((found for name in _ID_FIELDS if (found := find_id(offer.value(name)))), None)
    if service is None:
        return None
    return {
        "service": service,
        "refill": find_flag(offer.value("refill")),
        "cancel": find_flag(offer.value("cancel")),
        "rate": find_decimal(offer.value("rate")),
        "min": find_whole(offer.value("min")),
        "max": find_whole(offer.value("max")),
    }
