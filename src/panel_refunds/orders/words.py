"""Status words: ours, and how a provider's word is compared.

A word is compared by its letters alone, of any script, whole and never in part: ``Partially Completed`` must not
be taken for ``completed``.
"""

from __future__ import annotations

KNOWN = frozenset(
    {
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
    }
)
UNKNOWN = "unknown"


def normalise_word(word: str) -> str:
    """The letters of ``word``, small; a number keeps its digits."""
    letters = "".join(char for char in word.casefold() if char.isalpha())
    return letters or word.strip()[:64]
