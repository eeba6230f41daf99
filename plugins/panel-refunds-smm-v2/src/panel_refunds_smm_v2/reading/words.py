"""Status words: whatever a panel calls it, one of ours, or ``unknown``.

Numbers first, also as text. Then the word in lower case with everything but letters removed, matched whole: a search
for a part would take "Partially completed" for completed and lose a refund. An untranslated key such as
``tasks.status.completed`` is read by its last part.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

UNKNOWN = "unknown"

_SPELLINGS: Mapping[str, str] = MappingProxyType(
    {
        "pending": "pending awaiting queued created 0",
        "processing": "processing process 1",
        "in_progress": "inprogress active started running",
        "completed": "completed complete success done 2",
        "partial": "partial partiallycompleted partiallyrefunded 3",
        "canceled": "canceled cancelled cancel 4",
        "refunded": "refunded refund 5",
        "failed": "failed fail error rejected",
        "paused": "paused holding hold onhold suspended",
        "expired": "expired",
    }
)
BUILTIN: Mapping[str, str] = MappingProxyType(
    {spelling: word for word, spellings in _SPELLINGS.items() for spelling in spellings.split()}
)
OUR_WORDS = frozenset({*_SPELLINGS, "rejected"})

_LONGEST = 200
_NUMBER = re.compile(r"([0-9]{1,6})(?:\.0+)?")
_DOTTED_KEY = re.compile(r"[^\W\d]\w*(?:\.[\w-]+)*\.([^\W\d][\w-]*)")


def bare(word: str) -> str:
    """What two spellings of a word have in common: its number, else its letters (of any script) in lower case."""
    if number := _NUMBER.fullmatch(word.strip()):
        return number.group(1)
    return "".join(character for character in word.lower() if character.isalpha())


def read_word(raw: str, extra: Mapping[str, str], *, of_refill: bool = False) -> str:
    """Our word for ``raw``, or ``unknown``. ``extra`` are the panel's own words, bare; they add to the built-in."""
    if len(raw) > _LONGEST:
        return UNKNOWN
    spellings = [bare(raw)]
    if key := _DOTTED_KEY.fullmatch(raw.strip()):
        spellings.append(bare(key.group(1)))
    for spelling in spellings:
        if of_refill and spelling == "rejected":
            return "rejected"
        if found := BUILTIN.get(spelling) or extra.get(spelling):
            return found
    return UNKNOWN
