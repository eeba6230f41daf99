"""Single values of a row, read strictly.

Panels keep numbers in whole numbers, in decimals, in doubles and in texts, so all are read alike where they are whole;
everything that would need a guess is None.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from uuid import UUID

_WHOLE = re.compile(r"(-?[0-9]{1,18})(?:\.0+)?")
_MOST = 10**18
# Above this not every whole number is a double, and the one that came may be another than the one that was meant.
_EXACT_DOUBLE = 2**53


def find_whole(value: object) -> int | None:
    """A whole number of at most 18 digits; None for fractions, truths, separators and everything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, str):
        match = _WHOLE.fullmatch(value.strip())
        return int(match.group(1)) if match else None
    if isinstance(value, float):
        return int(value) if abs(value) <= _EXACT_DOUBLE and value.is_integer() else None
    if isinstance(value, Decimal):
        value = int(value) if value.is_finite() and abs(value) < _MOST and value == int(value) else None
    return value if isinstance(value, int) and abs(value) < _MOST else None


def find_id(value: object) -> str | None:
    """An id as text, every character of it as it is; None for what cannot be one."""
    if isinstance(value, str):
        return value
    if isinstance(value, UUID):
        return str(value)
    whole = None if isinstance(value, float) else find_whole(value)
    return None if whole is None else str(whole)


def find_word(value: object) -> str | None:
    """A status word as text; a number without its zeros behind the point. None where there is none."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float | Decimal):
        whole = find_whole(value)
        return str(value) if whole is None else str(whole)
    return None


def clean(text: str, longest: int = 200) -> str:
    """A stranger's text made safe to store and show: no control characters or lone surrogates, bounded."""
    kept = "".join(" " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text[:4096])
    tidy = " ".join(kept.split())
    return tidy if len(tidy) <= longest else f"{tidy[: longest - 1]}…"
