"""A raw reply, read with a tenant's description of its upstream, and told in the shape of every provider's readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from panel_refunds.ports import OrdersReply, OrderState, ProviderError
from panel_refunds_rest_orders.body import parse_body
from panel_refunds_rest_orders.faults import FaultError, fault_of_status
from panel_refunds_rest_orders.orders import read_many, read_one
from panel_refunds_rest_orders.settings import Settings
from panel_refunds_rest_orders.wishes import read_placement, read_wish

ACTIONS = ("status", "add", "cancel", "refill")
_NOT_FOUND = 404


def read_raw(
    raw: bytes, *, action: str, asked: Sequence[str], http_status: int, settings: Settings
) -> Mapping[str, Any]:
    """What was understood; ``ValueError`` for an action whose replies are not read here."""
    fields = settings.fields
    if action == "status":
        return {"action": action, **_states(raw, asked, http_status, settings)}
    if action == "add":
        placed = read_placement(raw, http_status, id_field=fields["placed_field"], error_field=fields["error_field"])
        return {
            "action": action,
            "outcome": placed.outcome,
            "order": placed.order,
            "reply_error": _shown(placed.error) if placed.error else None,
        }
    if action in ("cancel", "refill"):
        code = "not_cancelable" if action == "cancel" else "not_refillable"
        said = read_wish(
            raw, http_status, code=code, error_field=fields["error_field"], id_field=fields["refill_field"]
        )
        return {"action": action, "outcome": said.outcome, "reply_error": _shown(said.error) if said.error else None}
    raise ValueError(f"The replies to {action!r} are not read here; one of {', '.join(ACTIONS)}.")


def _states(raw: bytes, asked: Sequence[str], http_status: int, settings: Settings) -> Mapping[str, Any]:
    alone = len(asked) == 1 and bool(settings.paths["order_path"])
    try:
        if alone and http_status == _NOT_FOUND:
            return _reply(OrdersReply({asked[0]: ProviderError("order_not_found")}))
        fault = fault_of_status(http_status)
        if fault is not None:
            raise fault
        tree = parse_body(raw)
        if alone:
            return _reply(OrdersReply({asked[0]: read_one(tree, asked[0], settings)}))
        return _reply(read_many(tree, asked, settings))
    except FaultError as problem:
        return _reply(OrdersReply(missing=tuple(asked), reply_error=problem.error))


def _reply(reply: OrdersReply) -> Mapping[str, Any]:
    return {
        "reply_error": _shown(reply.reply_error) if reply.reply_error else None,
        "orders": {ref: _order(one) for ref, one in reply.orders.items()},
        "not_asked": list(reply.not_asked),
        "missing": list(reply.missing),
    }


def _order(one: OrderState | ProviderError) -> Mapping[str, Any]:
    if isinstance(one, ProviderError):
        return {"error": _shown(one)}
    return {"status": one.status, "raw_status": one.raw_status, "remains": one.remains}


def _shown(error: ProviderError) -> Mapping[str, str]:
    return {"code": error.code, "text": error.text}
