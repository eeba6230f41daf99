"""What an operator taught about one panel: its own status words, error texts and places.

Words and texts add to what is built in and change nothing of it: a word with a meaning of its own could otherwise be
made to pay money out. For the same reason two spellings of one word may not be given two meanings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from panel_refunds_smm_v2.reading.fault import CODES_OF_TEXTS
from panel_refunds_smm_v2.reading.paths import FIELDS, Paths, find_path_fault
from panel_refunds_smm_v2.reading.wordings import plain
from panel_refunds_smm_v2.reading.words import BUILTIN, OUR_WORDS, bare


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``words``: bare status word → ours. ``texts``: plain error text → code, longest first.

    ``paths``: where things stand. ``subscriptions``: whether the posts of a subscription are counted (``posts``) or a
    person is asked.
    """

    words: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    texts: tuple[tuple[str, str], ...] = ()
    paths: Paths = field(default_factory=Paths)
    subscriptions: str = "ask_person"

    @classmethod
    def of(
        cls,
        words: Mapping[str, str] | None,
        texts: Mapping[str, str] | None,
        fields: Mapping[str, str] | None = None,
        subscriptions: str = "ask_person",
    ) -> Vocabulary:
        """From tables as an operator writes them: the panel's spelling → our word or code, our name → its place."""
        longest_first = sorted((texts or {}).items(), key=lambda entry: (-len(entry[0]), entry[0]))
        return cls(
            MappingProxyType({bare(theirs): ours for theirs, ours in (words or {}).items()}),
            tuple((plain(theirs), code) for theirs, code in longest_first),
            Paths.of(fields),
            subscriptions,
        )


@dataclass(frozen=True, slots=True)
class VocabularyFault:
    """What is wrong with the tables, and at which key."""

    field: str
    text: str


def find_vocabulary_fault(
    words: Mapping[str, object], texts: Mapping[str, object], fields: Mapping[str, object] | None = None
) -> VocabularyFault | None:
    """The first entry that cannot be used, or None."""
    return _find_word_fault(words) or _find_text_fault(texts) or _find_field_fault(fields or {})


def _find_word_fault(words: Mapping[str, object]) -> VocabularyFault | None:
    known: dict[str, str] = {}
    for theirs, ours in words.items():
        where = f"words.{theirs}"
        if not bare(theirs):
            return VocabularyFault(where, f"{theirs!r} has no letters; a word needs some.")
        if bare(theirs) in BUILTIN:
            return VocabularyFault(where, f"{theirs!r} is built in as {BUILTIN[bare(theirs)]!r}; remove this line.")
        if ours not in OUR_WORDS:
            return VocabularyFault(where, f"{ours!r} is not a status here. {_nearest(ours, OUR_WORDS)}")
        other = known.setdefault(bare(theirs), theirs)
        if words[other] != ours:
            return VocabularyFault(where, f"{theirs!r} and {other!r} are one word to us; give it one meaning.")
    return None


def _find_text_fault(texts: Mapping[str, object]) -> VocabularyFault | None:
    known: dict[str, str] = {}
    for theirs, code in texts.items():
        where = f"texts.{theirs}"
        if not plain(theirs):
            return VocabularyFault(where, f"{theirs!r} has no letters or digits; a text needs some.")
        if code not in CODES_OF_TEXTS:
            return VocabularyFault(where, f"{code!r} is not an error code here. {_nearest(code, CODES_OF_TEXTS)}")
        other = known.setdefault(plain(theirs), theirs)
        if texts[other] != code:
            return VocabularyFault(where, f"{theirs!r} and {other!r} are one text to us; give it one code.")
    return None


def _find_field_fault(fields: Mapping[str, object]) -> VocabularyFault | None:
    for name, way in fields.items():
        where = f"fields.{name}"
        if name not in FIELDS:
            return VocabularyFault(where, f"{name!r} is nothing that is read. {_nearest(name, FIELDS)}")
        if fault := find_path_fault(name, way):
            return VocabularyFault(where, fault)
    return None


def _nearest(word: object, known: frozenset[str]) -> str:
    close = get_close_matches(str(word), known, n=1)
    return f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(sorted(known))}."
