"""Status words of a panel's table: one of ours, or ``unknown``.

A word is compared whole, without regard to case and to spaces, ``_`` and ``-`` in it: "Partially completed" must never
be taken for completed. The common English words mean what they say and cannot be made to mean something else: a word
could otherwise be made to pay money out. Numbers mean nothing by themselves: every panel counts differently, so only
the mapping says what a number is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN = "unknown"
LONGEST = 200

_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "pending": "pending awaiting queued created",
        "processing": "processing",
        "in_progress": "inprogress active started running",
        "completed": "completed complete done",
        "partial": "partial partiallycompleted",
        "canceled": "canceled cancelled",
        "refunded": "refunded",
        "failed": "failed fail error",
        "paused": "paused",
        "expired": "expired",
        "rejected": "rejected",
    }
)
BUILTIN: Mapping[str, str] = MappingProxyType(
    {word: ours for ours, words in _SPELLINGS.items() for word in words.split()}
)
OUR_WORDS = frozenset(_SPELLINGS)
_BETWEEN = re.compile(r"[\s_-]+")


def spelling(word: str) -> str:
    """What two ways of writing a word have in common."""
    return _BETWEEN.sub("", word.casefold())


def read_word(raw: str, extra: Mapping[str, str]) -> str:
    """Our word for ``raw``, or ``unknown``; ``extra`` are the mapping's own words by their spelling."""
    if len(raw) > LONGEST:
        return UNKNOWN
    word = spelling(raw)
    return BUILTIN.get(word) or extra.get(word) or UNKNOWN


def find_word_fault(theirs: str, ours: str) -> str | None:
    """Why a mapping may not say that ``theirs`` means ``ours``, or None when it may."""
    word = spelling(theirs)
    if not word or len(theirs) > LONGEST:
        return "it cannot be a word."
    if (builtin := BUILTIN.get(word, ours)) != ours:
        return f'it means "{builtin}" by itself and cannot be made to mean something else.'
    return None
