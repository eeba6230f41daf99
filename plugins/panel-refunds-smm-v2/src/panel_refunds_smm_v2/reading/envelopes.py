"""Errors and wrappings: what stands around an answer, or instead of it.

A panel reports an error with HTTP 200 as ``{"error": text}``, as ``{"status": "error", "message": text}``, or, the
trap, with an error number under ``status``. Some wrap the answer itself in ``data``.
"""

from __future__ import annotations

from panel_refunds_smm_v2.reading.body import CONTRADICTION, Json, Number, Record
from panel_refunds_smm_v2.reading.fault import Fault
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.scalars import clean, find_text
from panel_refunds_smm_v2.reading.wordings import code_of
from panel_refunds_smm_v2.reading.words import bare

_NO_ERROR = frozenset({"", "0"})
_TEXT_FIELDS = ("message", "text", "error", "msg", "title", "code")
# With one of these beside it, ``data`` is an extra and not the answer.
_ORDER_FIELDS = frozenset(
    {"status", "remains", "charge", "start_count", "runs", "order", "order_id", "cancel", "refill", "balance"}
)
_ASKS_FOR_STATUS = frozenset({"status", "refill_status"})


def find_error(value: Json, question: Question) -> Fault | None:
    """The error that ``value`` reports, with its code, or None when it reports none."""
    if not isinstance(value, Record):
        return None
    error = value.value("error")
    if _says_something(error):
        text = _text_of(error) or _text_of(value.value("message")) or (find_text(error) or "")
        return as_fault(text, question)
    status = value.value("status")
    if isinstance(status, str) and bare(status) == "error" and (text := _text_of(value.value("message"))):
        return as_fault(text, question)
    return None


def as_fault(text: str, question: Question) -> Fault:
    """A panel's error text with the code its words mean."""
    return Fault(code_of(text, question.action, question.vocabulary.texts), clean(text))


def unwrap(body: Json, question: Question) -> Json:
    """The answer inside ``data``, as often as it is wrapped; the body itself where nothing wraps it.

    A lone status word beside ``data`` that speaks of orders itself is two answers; that is a contradiction.
    """
    while isinstance(body, Record) and find_error(body, question) is None:
        inner = body.value("data")
        if not isinstance(inner, Record | list):
            return body
        beside = {name for name in _ORDER_FIELDS if body.value(name) is not None}
        if isinstance(body.value("status"), bool) or question.action not in _ASKS_FOR_STATUS:
            beside.discard("status")  # it only says that the question was heard
        if beside == {"status"} and _speaks_of_orders(inner, question):
            return CONTRADICTION
        if beside:
            return body
        body = inner
    return body


def _says_something(error: Json) -> bool:
    if error is None or error is False:
        return False
    if isinstance(error, str):
        return error.strip() not in _NO_ERROR
    if isinstance(error, Record):
        return bool(error.entries)
    return bool(error)


def _text_of(value: Json) -> str:
    """The words in an error that may be a text, or an object or list that has texts; "" for none."""
    if isinstance(value, str):
        return "" if isinstance(value, Number) else value.strip()
    if isinstance(value, list):
        return " ".join(text for part in value[:5] if (text := _text_of(part)))
    if isinstance(value, Record):
        named = (text for name in _TEXT_FIELDS if (text := _text_of(value.value(name))))
        return next(named, "") or " ".join(text for part in value.entries.values() if (text := _text_of(part)))
    return ""


def _speaks_of_orders(inner: Record | list[Json], question: Question) -> bool:
    parts = inner if isinstance(inner, list) else [inner, *inner.entries.values()]
    named = isinstance(inner, Record) and any(asked in inner.entries for asked in question.asked)
    return named or any(isinstance(part, Record) and not _ORDER_FIELDS.isdisjoint(part.fields) for part in parts)
