"""Single values, read strictly: ids, whole numbers, decimals, flags, texts.

Panels send numbers as numbers and as texts, so both are read alike; everything that would need a guess (separators,
exponents in a text, fractions of an order) is None.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from panel_refunds_smm_v2.reading.body import Json, Number

_WHOLE = re.compile(r"(-?)([0-9]{1,18})(?:\.0+)?")
_DECIMAL = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?")
_EXPONENT = re.compile(r"-?[0-9]{1,40}(?:\.[0-9]{1,40})?[eE][+-]?[0-9]{1,2}")
_WHOLE_ID = re.compile(r"(-?[0-9]{1,40})(?:\.0+)?")
_ID = re.compile(r"[!-~]{1,64}")
_GIVEN_ID = re.compile(r"(?=[^0-9]*[0-9])(?!0+$)[A-Za-z0-9](?:[A-Za-z0-9_.:-]{0,62}[A-Za-z0-9])?")
_FLAGS = {"1": True, "true": True, "yes": True, "0": False, "false": False, "no": False}


def find_text(value: Json) -> str | None:
    """A text or a number as text, without the space around it."""
    return value.strip() if isinstance(value, str) else None


def find_id(value: Json) -> str | None:
    """An id as text: printable, no space in it, at most 64 characters; a number only when it is whole (5.0 is "5")."""
    text = find_text(value)
    if text is None:
        return None
    if isinstance(value, Number):
        whole = _WHOLE_ID.fullmatch(text)
        return whole.group(1) if whole else None
    return text if _ID.fullmatch(text) else None


def find_given_id(value: Json) -> str | None:
    """An id a panel could have *given* to a new thing: it has a digit, is not zero and does not look like a message."""
    text = find_id(value)
    return text if text and _GIVEN_ID.fullmatch(text) else None


def find_whole(value: Json) -> int | None:
    """A whole number of at most 18 digits; None for fractions, separators and everything else."""
    text = find_text(value)
    match = _WHOLE.fullmatch(text) if text is not None else None
    return int(f"{match.group(1)}{match.group(2)}") if match else None


def find_decimal(value: Json) -> str | None:
    """A decimal number as plain text, every digit as received; a number's exponent is written out."""
    text = find_text(value)
    if text is None:
        return None
    if _DECIMAL.fullmatch(text):
        return text
    return f"{Decimal(text):f}" if isinstance(value, Number) and _EXPONENT.fullmatch(text) else None


def find_flag(value: Json) -> bool | None:
    """True, 1, "1", "true", "yes" and their opposites; None for everything else."""
    if isinstance(value, bool):
        return value
    text = find_text(value)
    return _FLAGS.get(text.lower()) if text is not None else None


def clean(text: str, longest: int = 300) -> str:
    """A stranger's text made safe to store and show: no control characters or lone surrogates, bounded."""
    kept = "".join(" " if unicodedata.category(character) in {"Cc", "Cs"} else character for character in text[:4096])
    tidy = " ".join(kept.split())
    return tidy if len(tidy) <= longest else f"{tidy[: longest - 1]}…"
