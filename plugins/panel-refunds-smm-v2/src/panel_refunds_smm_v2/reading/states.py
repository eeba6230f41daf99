"""How orders and refills stand: ``status`` and ``refill_status``."""

from __future__ import annotations

from typing import Any

from panel_refunds_smm_v2.reading.body import CONTRADICTION, Json, Record
from panel_refunds_smm_v2.reading.envelopes import as_fault, find_error
from panel_refunds_smm_v2.reading.fault import Fault, no_answer
from panel_refunds_smm_v2.reading.parts import read_parts
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import clean, find_text, find_whole
from panel_refunds_smm_v2.reading.shapes import sort_by_id
from panel_refunds_smm_v2.reading.words import read_word

_FLAT = frozenset({"status"})


def read_states(body: Json, question: Question) -> dict[str, Any] | None:
    """The fields of the reading; None when the body does not answer the question."""
    spoken = sort_by_id(body, question, _FLAT)
    if spoken is None:
        return None
    if any(not said.by_key and said.value is body and _word_of(said.value) is None for said in spoken.answers.values()):
        return None  # one flat object whose status is no word: there is no answer in it at all
    return {
        field_of(question): {asked: _read_state(said.value, question) for asked, said in spoken.answers.items()},
        "not_asked": list(spoken.not_asked),
        "missing": spoken.missing(question),
    }


def field_of(question: Question) -> str:
    """The name under which a reading keeps the answers by id."""
    return "refills" if question.action == "refill_status" else "orders"


def read_error_of_one(error: Fault, question: Question) -> dict[str, Any]:
    """The fields when the answer to a single question is an error about that one id."""
    return {field_of(question): {question.asked[0]: {"error": error.as_json()}}, "not_asked": [], "missing": []}


def _read_state(value: Json, question: Question) -> dict[str, Any]:
    error = find_error(value, question) or _error_in_place(value, question)
    if error is not None:
        return {"error": error.as_json()}
    word = _word_of(value)
    if word is None or not isinstance(value, Record):
        return {"error": no_answer("The reply names this id but gives no status.").as_json()}
    of_refill = question.action == "refill_status"
    state: dict[str, Any] = {
        "status": read_word(word, question.vocabulary.words, of_refill=of_refill),
        "raw_status": clean(word),
    }
    if not of_refill:
        remains = find_whole(value.value("remains"))
        state["remains"] = None if remains is None else max(0, remains)
        return read_parts(value, state, question)
    return state


def _word_of(value: Json) -> str | None:
    return find_text(value.value("status")) if isinstance(value, Record) else None


def _error_in_place(value: Json, question: Question) -> Fault | None:
    """An error that stands where the answer or its status should be."""
    if value is CONTRADICTION:
        return no_answer("The reply speaks of this id twice, differently.")
    if isinstance(value, Record):
        return find_error(value.value("status"), question)
    text = find_text(value)
    if text is None:
        return None
    error = as_fault(text, question)
    return error if error.code != "other" else no_answer(clean(text))
