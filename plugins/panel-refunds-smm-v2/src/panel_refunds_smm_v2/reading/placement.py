"""Whether an order was placed: the panel's answer to ``add``.

The dangerous mistake is to take a placed order for a refused one: its whole charge would come back while the panel
delivers. So an id accepts wherever it stands, a clear no refuses, and everything between waits for a person.
"""

from __future__ import annotations

from typing import Any

from panel_refunds_smm_v2.reading.body import Json, Record
from panel_refunds_smm_v2.reading.fault import UNSURE, Fault
from panel_refunds_smm_v2.reading.scalars import find_given_id
from panel_refunds_smm_v2.reading.words import bare

_ORDER_NAMES = frozenset({"order", "orderid"})
# Inside these (and at the top) a plain ``id`` is the order's; elsewhere it may be a user's or a service's.
_ORDER_PLACES = frozenset({"order", "orders", "data", "result", "response"})


def read_placement(body: Json, error: Fault | None) -> dict[str, Any]:
    """``outcome`` and ``order`` of an answer that carries ``error``, or none."""
    ids = _ids(body, by_order_name=True) or _ids(body, by_order_name=False)
    if len(ids) == 1:
        return {"outcome": "accepted", "order": ids.pop()}
    refused = error is not None and error.code not in UNSURE and not ids
    return {"outcome": "refused" if refused else "unknown", "order": None}


def _ids(body: Json, *, by_order_name: bool) -> set[str]:
    found: set[str] = set()
    waiting: list[tuple[Json, bool]] = [(body, True)]
    while waiting:
        value, of_order = waiting.pop()
        if isinstance(value, list):
            waiting.extend((part, of_order) for part in value)
        elif isinstance(value, Record):
            for name, inner in value.entries.items():
                key = bare(name)
                mine = key in _ORDER_NAMES if by_order_name else of_order and key == "id"
                if mine and (given := find_given_id(inner)):
                    found.add(given)
                if mine and isinstance(inner, list):
                    found.update(given for part in inner if (given := find_given_id(part)))
                waiting.append((inner, key in _ORDER_PLACES))
    return found
