"""What an error text means.

A text is first made plain (``neworder.error.not_enough_funds`` and "Not enough funds!" become the same words), then the
rows of ``phrases`` are tried. A few texts mean something only as the answer to a certain question: "already completed"
is a refusal of a wish to cancel, and nothing at all elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from panel_refunds_smm_v2.reading.phrases import ROWS

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LONGEST = 500

# An order may exist already only where one was to be placed; and no wish is refused where none was made.
_ONLY_FOR = {
    "other": frozenset({"add"}),
    "not_refillable": frozenset({"refill", "refill_status", "cancel", "status"}),
    "not_cancelable": frozenset({"refill", "refill_status", "cancel", "status"}),
}

# What speaks of no order by itself, but does as the answer to a wish for one.
_STATE = re.compile(
    r"already|is completed?$|order (?:is |was )?(?:completed?|canceled|cancelled|partial|refunded|finished)|"
    r"not (?:allowed|available|supported|possible|eligible)|unsupported|(?:wrong|invalid|incorrect) (?:order )?status|"
    r"too (?:late|early)"
)
_OF_A_WISH = {"cancel": "not_cancelable", "refill": "not_refillable"}
_NOTHING_THERE = re.compile(r"^(?:not found|id not found|(?:invalid|incorrect|wrong|unknown) ids?)$")
_THAT_ID = {
    "status": "order_not_found",
    "cancel": "order_not_found",
    "refill": "order_not_found",
    "refill_status": "refill_not_found",
}


def plain(text: str) -> str:
    """A text as bare words: lower case, no punctuation, ``notEnoughFunds`` and ``not_enough_funds`` taken apart."""
    text = unicodedata.normalize("NFC", text[:_LONGEST])
    text = _CAMEL.sub(" ", text).lower().replace("'", "").replace("\u2019", "")
    return _BETWEEN_WORDS.sub(" ", text).strip()


def code_of(text: str, action: str, extra: Sequence[tuple[str, str]] = ()) -> str:
    """The code of a panel's error ``text`` in answer to ``action``; ``other`` when no row fits.

    ``extra`` are a panel's own texts, plain, with their codes; they are found as whole words and come first.
    """
    words = plain(text)
    for theirs, code in extra:
        if f" {theirs} " in f" {words} ":
            return code
    for code, pattern in ROWS:
        if action in _ONLY_FOR.get(code, (action,)) and pattern.search(words):
            return code
    if action in _OF_A_WISH and _STATE.search(words):
        return _OF_A_WISH[action]
    if action in _THAT_ID and _NOTHING_THERE.search(words):
        return _THAT_ID[action]
    return "other"
