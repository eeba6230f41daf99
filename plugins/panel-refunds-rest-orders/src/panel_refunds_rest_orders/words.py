"""Status words: the upstream's own, as the tenant's file reads them, and the core's, which mean themselves.

Words are compared whole, without case and with spaces, dashes and underscores as one. A word that is in no table is
``unknown``: it pays nothing, and an operator is asked.
"""

from __future__ import annotations

from collections.abc import Mapping

OUR_WORDS = (
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
UNKNOWN = "unknown"
_LONGEST = 200


def bare(word: str) -> str:
    """What two spellings of a word have in common."""
    return "_".join(word.casefold().replace("-", " ").replace("_", " ").split())


def read_word(word: str, words: Mapping[str, str]) -> str:
    """Our word for ``word``, or ``unknown``; ``words`` are the upstream's own, bare, and come first."""
    if len(word) > _LONGEST:
        return UNKNOWN
    spelling = bare(word)
    return words.get(spelling) or (spelling if spelling in OUR_WORDS else UNKNOWN)
