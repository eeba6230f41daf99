"""Status words of a file: our own in any spelling, what the operator taught, or ``unknown``.

Words are compared by their letters (a number by its digits), whole and never in part. Nothing pays that is not one of
our own words or explicitly mapped to one.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

UNKNOWN = "unknown"
OURS = (
    "pending",
    "processing",
    "in_progress",
    "completed",
    "partial",
    "canceled",
    "refunded",
    "failed",
    "paused",
    "expired",
    "rejected",
)
_LONGEST = 200


def bare(word: str) -> str:
    """What two spellings of a word have in common: its letters, small; its digits where it has no letters."""
    letters = "".join(character for character in word.casefold() if character.isalpha())
    return letters or "".join(character for character in word if character in "0123456789")


BUILTIN: Mapping[str, str] = MappingProxyType({**{bare(word): word for word in OURS}, "cancelled": "canceled"})


def read_word(raw: str, taught: Mapping[str, str]) -> str:
    """Our word for ``raw``, or ``unknown``; ``taught`` are the operator's, by their bare spelling."""
    if len(raw) > _LONGEST:
        return UNKNOWN
    word = bare(raw)
    return BUILTIN.get(word) or taught.get(word) or UNKNOWN


def find_word_fault(theirs: str, ours: object, taught: Mapping[str, str]) -> str | None:
    """What is wrong with one line of the operator's table, or None. ``taught`` are the lines before it, bare."""
    word = bare(theirs)
    if not word:
        return f"{theirs!r} has no letters or digits; a word needs some."
    if word in BUILTIN:
        return f"{theirs!r} is built in as {BUILTIN[word]!r}; remove this line."
    if ours not in OURS:
        close = get_close_matches(str(ours), OURS, n=1)
        known = f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(OURS)}."
        return f"{ours!r} is not a status here. {known}"
    if taught.get(word, ours) != ours:
        return f"{theirs!r} is spelt twice with two meanings; give it one."
    return None


def clean(text: str) -> str:
    """A stranger's text made safe to store and show."""
    return "".join(character if character.isprintable() else " " for character in text.strip())[:_LONGEST]
