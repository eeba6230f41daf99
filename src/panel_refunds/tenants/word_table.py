"""Tables in which the words are the file's own: status words and reasons.

Built-in words may be changed freely. A word that is not built in is kept for what an operator maps later, but
money never moves on it. A word that only looks like a built-in one would never be met, so it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from panel_refunds.tenants.faults import Faults, quoted
from panel_refunds.tenants.kinds import OneOf
from panel_refunds.tenants.page import Written

_LONGEST = 64


@dataclass(frozen=True, slots=True)
class WordTable:
    """Word → effect; ``builtin`` are the words with a default, the others may have fewer effects.

    ``without`` tells the reader of the reference what becomes of a word that stands nowhere.
    """

    builtin: Mapping[str, str]
    effects: OneOf
    effects_of_others: OneOf
    without: str

    def changes(self, written: Written) -> list[tuple[tuple[str, ...], Any]]:
        """What the file says, word by word."""
        faults, found = Faults(), list[tuple[tuple[str, ...], Any]]()
        for word, item in written.table().items():
            with faults.kept():
                found.append(((word,), self._read(word, item)))
        faults.raise_any()
        return found

    def _read(self, word: str, item: Written) -> str:
        if word in self.builtin:
            return self.effects.read(item)
        if close := get_close_matches(word.casefold(), self.builtin, n=1, cutoff=0.85):
            raise item.wrong(f'"{word}" is not a built-in word.', "It would never be met.", nearest=close[0])
        if not _is_word(word):
            raise item.wrong(f'"{word[:_LONGEST]}" cannot be a word.', "Write small letters, digits and _, at most 64.")
        if item.value in self.effects.words and item.value not in self.effects_of_others.words:
            raise item.wrong(
                f'"{word}" is not built in, and a word nobody has mapped never pays.',
                f"Write {quoted(self.effects_of_others.words)}; built in are {quoted(self.builtin)}.",
            )
        return self.effects_of_others.read(item)


def _is_word(word: str) -> bool:
    small = word == word.lower() and all(letter.isalnum() or letter == "_" for letter in word)
    return small and 0 < len(word) <= _LONGEST
