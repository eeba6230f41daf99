"""Rows as somebody exported them, to see how they would be read: for an operator with a doubt, and for tests.

A JSON list of objects, their keys named as the parts of a mapping: ``id``, ``status``, and ``remains`` or the counts it
is worked out from. The reading has the same shape as that of the SMM panel API.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from panel_refunds.ports import OrdersReply, OrderState, ProviderError
from panel_refunds_panel_db.rows import read_rows


def read_export(raw: bytes, *, action: str, asked: Sequence[str], words: Mapping[str, str]) -> dict[str, Any]:
    """The reading of ``raw``, JSON-able; ``ValueError`` for another action than ``status``."""
    if action != "status":
        raise ValueError(f"A table is only asked for status, not {action!r}.")
    try:
        rows = json.loads(raw, parse_float=Decimal)
    except (ValueError, RecursionError):
        return _told(_refused(asked, "The rows are no JSON.", "unreadable"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return _told(_refused(asked, "The rows are no list of objects.", "shape_mismatch"))
    return _told(read_rows(rows, tuple(dict.fromkeys(asked)), words))


def _refused(asked: Sequence[str], text: str, code: str) -> OrdersReply:
    return OrdersReply(missing=tuple(sorted(set(asked))), reply_error=ProviderError(code, text))


def _told(reply: OrdersReply) -> dict[str, Any]:
    return {
        "action": "status",
        "reply_error": _as_json(reply.reply_error) if reply.reply_error else None,
        "orders": {
            ref: {"status": one.status, "raw_status": one.raw_status, "remains": one.remains}
            if isinstance(one, OrderState)
            else {"error": _as_json(one)}
            for ref, one in reply.orders.items()
        },
        "not_asked": list(reply.not_asked),
        "missing": list(reply.missing),
    }


def _as_json(error: ProviderError) -> dict[str, str]:
    return {"code": error.code, "text": error.text}
