"""What people type: amounts as their language writes them, and words.

``38,25`` in German and ``38.25`` in English are one amount; the digits of every script are digits. What is read is a
plain decimal string, which is what flows take; whether it is an amount that can be paid they decide.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from babel import Locale
from babel.numbers import NumberFormatError, format_decimal, get_decimal_symbol, parse_decimal
from pydantic import TypeAdapter, ValidationError

from panel_refunds.errors import Refused
from panel_refunds.money import format_units
from panel_refunds.web.fields import Text

_TEXT: TypeAdapter[str] = TypeAdapter(Text)
_MOST = 40


def read_amount(text: str, locale: Locale) -> str:
    """A plain decimal string; refused with ``amount_invalid`` for what is no number in this language."""
    said = "".join(_plain_digit(letter) for letter in text.strip())[: _MOST + 1]
    said = "".join(letter for letter in said if not letter.isspace() and unicodedata.category(letter) != "Sc")
    said = said.lstrip("+").replace("٫", get_decimal_symbol(locale)).replace("٬", "")
    if len(said) > _MOST or not said or any(letter.isalpha() for letter in said):
        raise Refused("amount_invalid", field="amount")
    for reading in (locale, None):
        try:
            number = parse_decimal(said, locale=reading or "en", strict=True)
        except NumberFormatError:
            continue
        return format(number, "f")
    raise Refused("amount_invalid", field="amount")


def typed_amount(units: int, currency: str, locale: Locale) -> str:
    """An amount as somebody of this language would type it: ``38,25``."""
    text = format_units(units, currency)
    digits = len(text.partition(".")[2])
    pattern = f"0.{'0' * digits}" if digits else "0"
    return format_decimal(Decimal(text), format=pattern, locale=locale)


def read_words(text: str) -> str:
    """Words with plain line ends; refused with ``field_invalid`` when they are too many or cannot be stored."""
    try:
        return _TEXT.validate_python(text.replace("\r\n", "\n").strip())
    except ValidationError:
        raise Refused("field_invalid", field="text") from None


def _plain_digit(letter: str) -> str:
    number = unicodedata.digit(letter, None)
    return letter if number is None else str(number)
