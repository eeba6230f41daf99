"""Kinds of values a key can take: words, flags, numbers, texts and lists of them.

A kind reads one value and says in words what it wants; the readers and the reference page both come from it. The
words of a setting are never written twice: ``words_of`` takes them from the type of the settings' field.
"""

from __future__ import annotations

import re
import typing
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from panel_refunds.tenants.faults import Faults, nearest, quoted
from panel_refunds.tenants.page import Written


class Kind(Protocol):
    """What stands behind a key: reads it, or raises TenantFileError; says what it takes; shows a value as TOML."""

    def read(self, written: Written) -> Any: ...

    def says(self) -> str: ...

    def shows(self, value: Any) -> str: ...


@cache
def words_of(settings: type, name: str) -> tuple[str, ...]:
    """The words that the field ``name`` of a settings class allows, from its ``Literal`` type."""
    waiting = [typing.get_type_hints(settings)[name]]
    while waiting:
        hint = waiting.pop()
        if typing.get_origin(hint) is typing.Literal:
            return typing.get_args(hint)
        waiting.extend(typing.get_args(hint))
    raise TypeError(f"{settings.__name__}.{name} is not made of words")


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, written: Written) -> str:
        advice = f"Write {'one of ' if len(self.words) > 1 else ''}{quoted(self.words)}."
        word = written.text(advice)
        if word not in self.words:
            raise written.wrong(f'"{word}" is not known here.', advice, nearest=nearest(word, self.words))
        return word

    def says(self) -> str:
        return " or ".join(f'`"{word}"`' for word in self.words)

    def shows(self, value: str) -> str:
        return f'"{value}"'


@dataclass(frozen=True, slots=True)
class Flag:
    """true or false."""

    def read(self, written: Written) -> bool:
        return written.flag()

    def says(self) -> str:
        return "`true` or `false`"

    def shows(self, value: bool) -> str:
        return str(value).lower()


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number between two limits, both included."""

    least: int
    most: int

    def read(self, written: Written) -> int:
        number = written.whole()
        if not self.least <= number <= self.most:
            raise written.wrong(f"{number} is out of range.", f"Write a number from {self.least} to {self.most}.")
        return number

    def says(self) -> str:
        return f"whole number, {self.least} to {self.most}"

    def shows(self, value: int) -> str:
        return str(value)


@dataclass(frozen=True, slots=True)
class Text:
    """Free text, or text of one shape (``pattern``, with ``shape`` to say it in words)."""

    shape: str = "text"
    pattern: str = r"[^\x00-\x1f]{1,200}"

    def read(self, written: Written) -> str:
        text = written.text()
        if not re.fullmatch(self.pattern, text):
            raise written.wrong(f'"{text[:60]}" is not allowed here.', f"Write {self.shape}.")
        return text

    def says(self) -> str:
        return self.shape

    def shows(self, value: str) -> str:
        return f'"{value}"'


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list of ``item``; at least ``least`` of them, each once unless ``repeats``; ``every`` asks for all words."""

    item: OneOf | Text
    least: int = 1
    repeats: bool = False
    every: bool = False

    def read(self, written: Written) -> tuple[str, ...]:
        faults, read = Faults(), dict[int, str]()
        seen = set[str]()
        for place, item in enumerate(written.items(self._example())):
            with faults.kept():
                text = self.item.read(item)
                folded = " ".join(text.split()).casefold()
                if folded in seen and not self.repeats:
                    raise item.wrong(f'"{text}" stands here twice.', "Remove one.")
                seen.add(folded)
                read[place] = text
        faults.raise_any()
        if len(read) < self.least:
            raise written.wrong("is too short.", f"Write at least {self.least}.")
        if self.every and isinstance(self.item, OneOf) and len(read) < len(self.item.words):
            raise written.wrong("does not name every word.", f"Write {quoted(self.item.words)} in the order you want.")
        return tuple(read.values())

    def says(self) -> str:
        how = "list of all:" if self.every else "list:"
        return f"{how} {self.item.says()}{'' if self.least else ', may be empty'}"

    def shows(self, value: Sequence[str]) -> str:
        return f"[{quoted(value)}]"

    def _example(self) -> str:
        if isinstance(self.item, OneOf):
            return self.shows(self.item.words if self.every else self.item.words[:1])
        return ""
