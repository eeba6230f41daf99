"""What is left of our money at the panel. Every digit counts, so it stays text."""

from __future__ import annotations

from typing import Any

from panel_refunds_smm_v2.reading.body import Json, Record
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import clean, find_decimal, find_text


def read_balance(body: Json, _question: Question) -> dict[str, Any] | None:
    """The fields of the reading; None when no decimal number stands under ``balance``."""
    balance = find_decimal(body.value("balance")) if isinstance(body, Record) else None
    if balance is None or not isinstance(body, Record):
        return None
    return {"balance": balance, "currency": clean(find_text(body.value("currency")) or "", 12) or None}
