"""Which answer belongs to which id.

Three shapes are in use: an object keyed by id, a list of objects that carry the id, and, for one id, the answer
itself, flat. A flat answer to a question about several orders belongs to none of them: taking it for all refunded whole
batches elsewhere. What speaks of an id nobody asked about is reported, and so is what was asked and is not spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from panel_refunds_smm_v2.reading.body import CONTRADICTION, Json, Record
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import find_id

_ORDER_ID_FIELDS = ("order", "order_id", "orderid", "id")
_REFILL_ID_FIELDS = ("refill", "refill_id", "refillid", "id", "order")
_LOOKS_LIKE_ID = re.compile(r"(?=[^0-9]*[0-9])[A-Za-z0-9_-]{1,64}")


@dataclass(frozen=True, slots=True)
class Said:
    """What stands for one id. ``by_key``: it stood under the id itself, not in an object that names the id."""

    value: Json
    by_key: bool = False


@dataclass(frozen=True, slots=True)
class Sorted:
    """Answers by asked id, and what fits no asked id."""

    answers: Mapping[str, Said]
    not_asked: tuple[str, ...] = ()

    def missing(self, question: Question) -> list[str]:
        """The asked ids the reply does not speak of, sorted as text."""
        return sorted(set(question.asked) - self.answers.keys())


def sort_by_id(body: Json, question: Question, flat_fields: frozenset[str]) -> Sorted | None:
    """Sort what ``body`` says by the ids it speaks of; None when it has none of the three shapes for this question.

    ``flat_fields`` are the fields by which an object is known to be an answer itself.
    """
    if isinstance(body, list):
        return _from_list(body, question)
    if not isinstance(body, Record):
        return None
    if any(asked in body.entries for asked in question.asked):
        return _from_keys(body, question)
    if not flat_fields.isdisjoint(body.fields):
        return _from_flat(body, question)
    return _from_keys(body, question)


def _from_list(items: list[Json], question: Question) -> Sorted | None:
    spoken: dict[str, Said] = {}
    for item in items:
        named = _named_id(item, question)
        if named is None:
            continue
        if named in spoken and spoken[named].value != item:
            spoken[named] = Said(CONTRADICTION)
        spoken.setdefault(named, Said(item))
    return _sorted(spoken, question)


def _from_keys(body: Record, question: Question) -> Sorted | None:
    spoken = {
        name: Said(value, by_key=True)
        for name, value in body.entries.items()
        if name in question.asked or (_LOOKS_LIKE_ID.fullmatch(name) and (name.isdigit() or isinstance(value, Record)))
    }
    return _sorted(spoken, question)


def _from_flat(body: Record, question: Question) -> Sorted | None:
    if not question.single:
        return None
    asked = question.asked[0]
    for name in _id_fields(question):
        value = body.value(name)
        if value is None:
            continue
        named = find_id(value)
        if named is None:
            return None
        return Sorted({asked: Said(body)}) if named == asked else Sorted({}, (named,))
    return Sorted({asked: Said(body)})


def _sorted(spoken: dict[str, Said], question: Question) -> Sorted | None:
    if not spoken:
        return None
    return Sorted(
        {named: said for named, said in spoken.items() if named in question.asked},
        tuple(sorted(spoken.keys() - set(question.asked))),
    )


def _named_id(item: Json, question: Question) -> str | None:
    if not isinstance(item, Record):
        return None
    fields = _id_fields(question)
    return next((found for name in fields if (found := find_id(item.value(name))) is not None), None)


def _id_fields(question: Question) -> tuple[str, ...]:
    return _REFILL_ID_FIELDS if question.action == "refill_status" else _ORDER_ID_FIELDS
