"""The values that may stand behind a key of a story: each is a function that reads one, or says what it wants instead.

Amounts that a story *does* something with stay text, because a story may be about an amount that is none; amounts that
a story *expects* are read here, so that a slip in an expectation is a mistake of the file and not of the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

from panel_refunds.errors import Refused
from panel_refunds.money import parse_units
from panel_refunds.ports import RefundStatus, Rejection
from panel_refunds.tenants.faults import Faults, nearest, quoted
from panel_refunds.tenants.page import Written

Reads = Callable[[Written], Any]
UNKNOWN: Literal["unknown"] = "unknown"

_REJECTED = "rejected:"


def read_text(written: Written) -> str:
    """Text, which may be empty."""
    return "" if written.value == "" else written.text()


def read_name(written: Written) -> str:
    """A name: text that is not empty."""
    return written.text()


def read_whole(written: Written) -> int:
    """A whole number."""
    return written.whole()


def read_remains(written: Written) -> int | str:
    """What a provider may write where a whole number belongs: the number, or a text."""
    return read_text(written) if isinstance(written.value, str) else written.whole()


def read_flag(written: Written) -> bool:
    """True or false."""
    return written.flag()


def read_people(written: Written) -> tuple[str, ...]:
    """One name, or a list of names."""
    if isinstance(written.value, list):
        return tuple(item.text() for item in written.items())
    return (written.text(),)


def read_texts(written: Written) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(item.text() for item in written.items())


def read_day(written: Written) -> date:
    """A day without a time."""
    if not isinstance(written.value, date) or isinstance(written.value, datetime):
        raise written.wrong("is no date.", "Write a day without quotes, like 2025-09-08.")
    return written.value


def read_amount(written: Written) -> int:
    """An expected amount, in units."""
    try:
        return parse_units(written.text())
    except Refused as refused:
        raise written.wrong("is no amount.", refused.text) from None


def read_amount_or_unknown(written: Written) -> int | Literal["unknown"]:
    """An expected amount, or the word for one that nobody can know yet."""
    return UNKNOWN if written.value == UNKNOWN else read_amount(written)


def read_amounts_by_name(written: Written) -> Mapping[str, int]:
    """A table: the name of a deposit → an expected amount."""
    faults, read = Faults(), dict[str, int]()
    for name, item in written.table().items():
        with faults.kept():
            read[name] = read_amount(item)
    faults.raise_any()
    return MappingProxyType(read)


def one_of(*words: str) -> Reads:
    """One of a few words."""

    def read(written: Written) -> str:
        word = written.text()
        if word not in words:
            advice = f"Write {'one of ' if len(words) > 1 else ''}{quoted(words)}."
            raise written.wrong(f'"{word}" is not known here.', advice, nearest=nearest(word, words))
        return word

    return read


def read_gateway_word(written: Written) -> str:
    """A word of a gateway: a refund's status, ``unknown``, or ``rejected:CODE``."""
    word = written.text()
    plain = [status.value for status in RefundStatus if status is not RefundStatus.ACTION_REQUIRED]
    known = [*plain, UNKNOWN, *(_REJECTED + code.value for code in Rejection)]
    if word not in known:
        codes = quoted(code.value for code in Rejection)
        advice = f'Write one of {quoted([*plain, UNKNOWN])} or "{_REJECTED}CODE" with a code of {codes}.'
        raise written.wrong(f'"{word}" is nothing a gateway can say.', advice, nearest=nearest(word, known))
    return word
