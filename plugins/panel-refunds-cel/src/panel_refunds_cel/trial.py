"""Facts made up to try an expression on: once with everything that can be known, once with what always is.

They are made from the vocabulary, word by word, so that a new word is tried as well. The barer facts find the
expression that forgets to ask whether there is an order at all, or a fee that is known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from panel_refunds.money import SCALE
from panel_refunds_cel.vocabulary import DEPOSIT, ORDER, WEEKDAYS, WORDS, Kind, Word


def trial_values(*, bare: bool = False) -> Mapping[str, object]:
    """A value for every word, as an evaluation gets them; with ``bare`` nothing that may be missing is there."""
    values = {word.name: None if bare and word.may_be_missing else _made_up(word.kind, bare) for word in WORDS}
    return {day: day for day in WEEKDAYS} | values


def _made_up(kind: Kind, bare: bool) -> object:
    plain: Mapping[Kind, object] = {
        "money": SCALE,
        "int": 12,
        "bool": True,
        "string": "USD",
        "weekday": WEEKDAYS[0],
        "timestamp": datetime(2026, 3, 2, 12, tzinfo=UTC),
    }
    if kind == "deposits":
        return [_record(DEPOSIT, bare)]
    return _record(ORDER, bare) if kind == "order" else plain[kind]


def _record(words: Sequence[Word], bare: bool) -> Mapping[str, object]:
    return {word.name: _made_up(word.kind, bare) for word in words if not (bare and word.may_be_missing)}
