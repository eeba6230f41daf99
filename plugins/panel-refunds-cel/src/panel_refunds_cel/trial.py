"""Facts made up to try an expression on: one deposit, one order, everything that can be known is known.

They are made from the vocabulary, word by word, so that a new word is tried as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from panel_refunds.money import SCALE
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, WEEKDAYS, WORDS, Kind, Word


def trial_values() -> Mapping[str, object]:
    """A value for every word, as an evaluation gets them."""
    return {day: day for day in WEEKDAYS} | {word.name: _made_up(word.kind) for word in WORDS}


def _made_up(kind: Kind) -> object:
    plain: Mapping[Kind, object] = {
        "money": SCALE,
        "int": 12,
        "bool": True,
        "string": "USD",
        "weekday": WEEKDAYS[0],
        "timestamp": datetime(2026, 3, 2, 12, tzinfo=UTC),
    }
    if kind == "deposits":
        return [_record(DEPOSIT)]
    return _record(ORDER) if kind == "order" else plain[kind]


def _record(words: Sequence[Word]) -> Mapping[str, object]:
    return {word.name: _made_up(word.kind) for word in words}
