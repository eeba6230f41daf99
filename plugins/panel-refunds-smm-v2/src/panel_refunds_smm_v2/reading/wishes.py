"""Wishes, ``cancel`` and ``refill``: whether the panel took them. Money never moves on the answer, only on a status."""

from __future__ import annotations

import re
from typing import Any

from panel_refunds_smm_v2.reading.body import Json, Number, Record
from panel_refunds_smm_v2.reading.envelopes import as_fault, find_error
from panel_refunds_smm_v2.reading.fault import Fault
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import find_id, find_text
from panel_refunds_smm_v2.reading.shapes import Said, sort_by_id
from panel_refunds_smm_v2.reading.words import UNKNOWN, read_word

_ZERO = re.compile(r"-?0+(?:\.0+)?")
_REFUSING_TEXTS = frozenset({"false", "null"})
_REFUSING_WORDS = frozenset({"failed", "expired", "rejected"})
_ACCEPTING_WORDS = frozenset({"ok", "true", "yes", "accepted", "requested", "submitted", "1"})


def read_wishes(body: Json, question: Question) -> dict[str, Any] | None:
    """The fields of the reading; None when the body does not answer the question."""
    spoken = sort_by_id(body, question, frozenset({question.action, "order", "order_id", "status"}))
    if spoken is None:
        return None
    return {
        "orders": {asked: _read_wish(said, question) for asked, said in spoken.answers.items()},
        "not_asked": list(spoken.not_asked),
        "missing": spoken.missing(question),
    }


def read_refusal_of_one(error: Fault, question: Question) -> dict[str, Any]:
    """The fields when the answer to a single question is an error about that one order."""
    return {"orders": {question.asked[0]: _refused(error)}, "not_asked": [], "missing": []}


def _read_wish(said: Said, question: Question) -> dict[str, Any]:
    value = said.value
    if isinstance(value, Record):
        if error := find_error(value, question):
            return _refused(error)
        if value.has(question.action):
            return _outcome(value.value(question.action), question)
        if not said.by_key:
            return _unknown()
    return _outcome(value, question)


def _outcome(value: Json, question: Question) -> dict[str, Any]:
    """What stands in the place of the answer: nothing-like refuses, an object says it itself, the rest accepts."""
    if value is None or isinstance(value, bool):
        return _accepted(None, question) if value else _refused(None)
    if isinstance(value, Record):
        return _outcome_of_object(value, question)
    text = find_text(value)
    if not text:
        return _unknown()
    if _ZERO.fullmatch(text) or text.lower() in _REFUSING_TEXTS:
        return _refused(None)
    if not isinstance(value, Number) and (error := as_fault(text, question)).code != "other":
        return _refused(error)
    return _accepted(find_id(value), question)


def _outcome_of_object(value: Record, question: Question) -> dict[str, Any]:
    if error := find_error(value, question):
        return _refused(error)
    status = value.value("status")
    word = str(int(status)) if isinstance(status, bool) else (find_text(status) or "").lower()
    if not word:
        return _unknown()
    ours = read_word(word, question.vocabulary.words)
    if word == "0" or ours in _REFUSING_WORDS:
        return _refused(None)
    if word in _ACCEPTING_WORDS or (ours != UNKNOWN and not word.isdigit()):
        ref = next((found for name in ("refill", "refill_id", "id") if (found := find_id(value.value(name)))), None)
        return _accepted(ref, question)
    return _unknown()


def _accepted(ref: str | None, question: Question) -> dict[str, Any]:
    accepted: dict[str, Any] = {"outcome": "accepted", "error": None}
    return {**accepted, "refill": ref} if question.action == "refill" else accepted


def _refused(error: Fault | None) -> dict[str, Any]:
    return {"outcome": "refused", "error": error.as_json() if error else None}


def _unknown() -> dict[str, Any]:
    return {"outcome": "unknown", "error": None}
