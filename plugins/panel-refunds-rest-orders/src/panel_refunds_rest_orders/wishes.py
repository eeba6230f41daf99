"""What an upstream says to a wish (cancel, refill) and to an order that was placed there.

Accepted means heard: money moves only on a status. Refused is only what the upstream clearly refused: it answered in
JSON, with a status that says the request was wrong. Whatever may have happened otherwise is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from panel_refunds.ports import Asked, PlacementReading, ProviderError
from panel_refunds_rest_orders.body import clean, find_id, parse_body
from panel_refunds_rest_orders.faults import FaultError, fault_of_status
from panel_refunds_rest_orders.fields import ABSENT, find_value

CLEARLY_REFUSED = frozenset({400, 402, 422})
_WISH_REFUSED = CLEARLY_REFUSED | {403, 404, 405, 409, 410, 501}


def read_wish(raw: bytes, http_status: int, *, code: str, error_field: str, id_field: str = "") -> Asked:
    """The answer to a wish; ``code`` is what a refusal is called. A wish that is refused wrongly does no harm."""
    fault = fault_of_status(http_status)
    if fault is not None:
        refused = http_status in _WISH_REFUSED
        return Asked("refused", error=_said(raw, error_field, code)) if refused else Asked("unknown", error=fault.error)
    if not raw.strip():
        return Asked("accepted")
    try:
        tree = parse_body(raw)
    except FaultError as problem:
        return Asked("unknown", error=problem.error)
    if not isinstance(tree, Mapping):
        return Asked("unknown", error=ProviderError("shape_mismatch", "The reply is no object."))
    if _error_text(tree, error_field) is not None:
        return Asked("refused", error=_said(raw, error_field, code))
    return Asked("accepted", find_id(find_value(tree, id_field)) if id_field else None)


def read_placement(raw: bytes, http_status: int, *, id_field: str, error_field: str) -> PlacementReading:
    """The answer to placing an order: accepted only with an id, refused only by a clear no without one."""
    try:
        tree = parse_body(raw)
    except FaultError as problem:
        return PlacementReading("unknown", error=problem.error)
    order = find_id(find_value(tree, id_field))
    if 200 <= http_status < 300 and order is not None:  # noqa: PLR2004 - the successes
        return PlacementReading("accepted", order)
    error = _error_text(tree, error_field)
    if http_status in CLEARLY_REFUSED and error is not None and order is None:
        return PlacementReading("refused", error=ProviderError("invalid_request", error))
    return PlacementReading("unknown", error=ProviderError("other", error or "The reply says neither yes nor no."))


def _said(raw: bytes, error_field: str, code: str) -> ProviderError:
    try:
        text = _error_text(parse_body(raw), error_field)
    except FaultError:
        text = None
    return ProviderError(code, text or "The upstream refused.")


def _error_text(tree: Any, error_field: str) -> str | None:
    said = find_value(tree, error_field) if error_field else ABSENT
    if said in (ABSENT, None, False, "", 0):
        return None
    return clean(said) if isinstance(said, str) else "The upstream says that something is wrong."
