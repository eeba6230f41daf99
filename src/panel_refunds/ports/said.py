"""What somebody else's API said, read strictly: JSON as plain data, field by field, with nothing guessed.

A field that is missing or of another kind makes the whole answer unreadable, and whoever asked decides what that means.
The texts of errors are ours: what stood in the field is not repeated, because it may be anybody's. No number ever
becomes a float: one with a point is a ``Decimal`` of exactly its digits.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Self

from panel_refunds.errors import Refused
from panel_refunds.money import Money, exponent_of, parse_units

_LATEST = 253_402_300_799  # the end of the year 9999
_LONGEST_NUMBER = 40


class NoAnswerError(Exception):
    """No answer came that tells anything: what was asked for may have happened or not."""


class UnreadableError(NoAnswerError):
    """An answer that is not what was asked for; the text names the field, not its value."""


def parse_json(raw: bytes) -> object:
    """JSON as plain data, numbers with a point as ``Decimal``; ``UnreadableError`` when it is none."""
    try:
        return json.loads(raw, parse_float=_number, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise UnreadableError("what came back is no JSON") from None


def _number(text: str) -> Decimal:
    if len(text) > _LONGEST_NUMBER:
        raise ValueError("a number that long is none")
    return Decimal(text)


def _no_number(text: str) -> object:
    raise ValueError(f"{text} is no number")


class Said:
    """An object of an answer. ``find_…`` gives None where nothing is said, everything else insists."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        self._fields = fields

    @classmethod
    def of(cls, given: object, what: str = "object") -> Said:
        """``given`` as an object; ``UnreadableError`` naming ``what`` was expected when it is none."""
        if not isinstance(given, Mapping):
            raise UnreadableError(f"what came back is no {what}")
        return cls(given)

    @classmethod
    def read(cls, raw: bytes, what: str = "object") -> Said:
        """The JSON object in ``raw``."""
        return cls.of(parse_json(raw), what)

    def __contains__(self, name: str) -> bool:
        return self._fields.get(name) is not None

    def named(self, ref: str, name: str = "id") -> Self:
        """This object, if it is the one that was asked for; facts about another are no answer."""
        if self.ref(name) != ref:
            raise UnreadableError(f"{name} is not the one that was asked for")
        return self

    def text(self, name: str) -> str:
        """A text that is not empty."""
        if (said := self.find_text(name)) is None:
            raise UnreadableError(f"{name} is missing")
        return said

    def find_text(self, name: str) -> str | None:
        """A text that is not empty."""
        said = self._fields.get(name)
        if said is None or said == "":
            return None
        if not isinstance(said, str):
            raise UnreadableError(f"{name} is no text")
        return said

    def ref(self, name: str) -> str:
        """An id: a text, or a whole number that some write without quotes."""
        said = self._fields.get(name)
        return str(said) if type(said) is int else self.text(name)

    def whole(self, name: str) -> int:
        """A whole number."""
        said = self._fields.get(name)
        if type(said) is not int:
            raise UnreadableError(f"{name} is no whole number")
        return said

    def flag(self, name: str) -> bool:
        """A yes or no."""
        said = self._fields.get(name)
        if type(said) is not bool:
            raise UnreadableError(f"{name} is neither true nor false")
        return said

    def inside(self, name: str) -> Said:
        """An object inside this one."""
        if (said := self.find_inside(name)) is None:
            raise UnreadableError(f"{name} is missing")
        return said

    def find_inside(self, name: str) -> Said | None:
        """An object inside this one."""
        said = self._fields.get(name)
        if said is None:
            return None
        if not isinstance(said, Mapping):
            raise UnreadableError(f"{name} is no object")
        return Said(said)

    def listed(self, name: str) -> Sequence[Any]:
        """A list."""
        said = self._fields.get(name)
        if not isinstance(said, list):
            raise UnreadableError(f"{name} is no list")
        return said

    def objects(self, name: str) -> Iterator[Said]:
        """The objects of a list."""
        for each in self.listed(name):
            yield Said.of(each, f"object in {name}")

    def texts(self, name: str) -> Mapping[str, str]:
        """The texts of a table, empty where there is none; what is no text in it is left out."""
        said = self._fields.get(name)
        if not isinstance(said, Mapping):
            return MappingProxyType({})
        return MappingProxyType({key: value for key, value in said.items() if isinstance(value, str)})

    def money(self, name: str, currency: str) -> Money:
        """An amount in main units (``"38.25"``, or 38.25 without quotes) of ``currency``, no finer than it pays."""
        said = self._fields.get(name)
        text: Any = format(said, "f") if isinstance(said, Decimal) else str(said) if type(said) is int else said
        try:
            return Money(parse_units(text, field=name, digits=exponent_of(currency)), currency)
        except Refused as refused:
            raise UnreadableError(f"{name} is no amount: {refused.text}") from None

    def minor_money(self, name: str, currency: str) -> Money:
        """An amount in minor units (3825 of USD), as a whole number."""
        try:
            return Money.from_minor(self.whole(name), currency)
        except Refused as refused:
            raise UnreadableError(f"{name} is no amount: {refused.text}") from None

    def moment(self, name: str) -> datetime:
        """A moment, in UTC."""
        if (said := self.find_moment(name)) is None:
            raise UnreadableError(f"{name} is missing")
        return said

    def find_moment(self, name: str) -> datetime | None:
        """A moment: seconds since 1970 as a whole number, or ISO 8601 with its offset."""
        said = self._fields.get(name)
        if said is None or said == "":
            return None
        if type(said) is int and 0 < said <= _LATEST:
            return datetime.fromtimestamp(said, UTC)
        try:
            read = datetime.fromisoformat(said) if isinstance(said, str) else None
        except ValueError:
            read = None
        if read is None or read.tzinfo is None:
            raise UnreadableError(f"{name} is no moment")
        return read.astimezone(UTC)
