"""From bytes to a tree in which nothing was lost or guessed.

Numbers stay exact: whole ones are ``int``, all others ``Decimal``. A name that stands twice, NaN, an HTML page, a body
that was cut off or nests without end are no JSON here.
"""

from __future__ import annotations

import json
import unicodedata
from decimal import Decimal
from typing import Any

from panel_refunds_rest_orders.faults import FaultError

_LONGEST_NUMBER = 40
_LONGEST_TEXT = 300


def parse_body(raw: bytes) -> Any:
    """The tree in ``raw``; ``FaultError`` with the code ``unreadable`` and the reason otherwise."""
    try:
        text = raw.decode("utf-8").removeprefix("\ufeff").strip()
    except UnicodeDecodeError as problem:
        raise FaultError("unreadable", f"The reply is not UTF-8 text (byte {problem.start}).") from None
    if not text:
        raise FaultError("unreadable", "The reply is empty.")
    if text.startswith("<"):
        raise FaultError("unreadable", "The reply is an HTML page, not JSON.")
    try:
        return json.loads(
            text, parse_int=_whole, parse_float=_decimal, parse_constant=_refuse_constant, object_pairs_hook=_record
        )
    except json.JSONDecodeError as problem:
        why = f"The reply is not JSON, or was cut off: {problem.msg} (character {problem.pos})."
        raise FaultError("unreadable", why) from None
    except RecursionError:
        raise FaultError("unreadable", "The reply is nested too deeply.") from None


def find_id(value: Any) -> str | None:
    """An id as text: a text without spaces around it or anything unprintable in it, or a whole number."""
    if type(value) is int:
        return str(value)
    if isinstance(value, str) and value == value.strip() and value.isprintable() and 0 < len(value) <= _LONGEST_TEXT:
        return value
    return None


def find_whole(value: Any) -> int | None:
    """A whole number, also where it came as text; None for fractions and everything else."""
    if type(value) is int:
        return value
    if isinstance(value, Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value) if abs(value.adjusted()) < _LONGEST_NUMBER else None
    if isinstance(value, str) and value.isascii() and value.removeprefix("-").isdigit():
        return int(value) if len(value) <= _LONGEST_NUMBER else None
    return None


def clean(text: str) -> str:
    """A stranger's text made safe to store and show: no control characters or lone surrogates, bounded."""
    kept = (" " if unicodedata.category(one) in {"Cc", "Cs"} else one for one in text[: 10 * _LONGEST_TEXT])
    tidy = " ".join("".join(kept).split())
    return tidy if len(tidy) <= _LONGEST_TEXT else f"{tidy[: _LONGEST_TEXT - 1]}…"


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise FaultError("unreadable", "The reply has a number of absurd length.")
    return int(digits)


def _decimal(digits: str) -> Decimal:
    if len(digits) > _LONGEST_NUMBER:
        raise FaultError("unreadable", "The reply has a number of absurd length.")
    return Decimal(digits)


def _refuse_constant(word: str) -> Any:
    raise FaultError("unreadable", f"The reply has {word} where JSON has a number.")


def _record(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        raise FaultError("unreadable", "The reply has a name that stands twice in one object.")
    return record
