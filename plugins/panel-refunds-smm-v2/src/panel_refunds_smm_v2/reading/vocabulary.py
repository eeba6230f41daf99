"""What an operator taught about one panel: its own status words and error texts.

They add to what is built in and change nothing of it: a word with a meaning of its own could otherwise be made to
pay money out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from panel_refunds_smm_v2.reading.fault import CODES_OF_TEXTS
from panel_refunds_smm_v2.reading.wordings import plain
from panel_refunds_smm_v2.reading.words import BUILTIN, OUR_WORDS, bare


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``words``: bare status word → ours. ``texts``: plain error text → code, longest first."""

    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    texts: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, words: Mapping[str, str] | None, texts: Mapping[str, str] | None) -> Vocabulary:
        """From tables as an operator writes them: the panel's spelling → our word or code."""
        longest_first = sorted((texts or {}).items(), key=lambda entry: (-len(entry[0]), entry[0]))
        return cls(
            MappingProxyType({bare(theirs): ours for theirs, ours in (words or {}).items()}),
            tuple((plain(theirs), code) for theirs, code in longest_first),
        )


@dataclass(frozen=True, slots=True)
class VocabularyFault:
    """What is wrong with the tables, and at which key."""

    field: str
    text: str


def find_vocabulary_fault(words: Mapping[str, object], texts: Mapping[str, object]) -> VocabularyFault | None:
    """The first entry that cannot be used, or None."""
    for theirs, ours in words.items():
        where = f"words.{theirs}"
        if not bare(theirs):
            return VocabularyFault(where, f"{theirs!r} has no letters; a word needs some.")
        if bare(theirs) in BUILTIN:
            return VocabularyFault(where, f"{theirs!r} is built in as {BUILTIN[bare(theirs)]!r}; remove this line.")
        if ours not in OUR_WORDS:
            return VocabularyFault(where, f"{ours!r} is not a status here. {_nearest(ours, OUR_WORDS)}")
    for theirs, code in texts.items():
        where = f"texts.{theirs}"
        if not plain(theirs):
            return VocabularyFault(where, f"{theirs!r} has no letters or digits; a text needs some.")
        if code not in CODES_OF_TEXTS:
            return VocabularyFault(where, f"{code!r} is not an error code here. {_nearest(code, CODES_OF_TEXTS)}")
    return None


def _nearest(word: object, known: frozenset[str]) -> str:
    close = get_close_matches(str(word), known, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(sorted(known))}."
