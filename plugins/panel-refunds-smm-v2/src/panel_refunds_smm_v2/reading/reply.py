"""One reply, read: the order of the questions we put to it.

Did the server refuse or fall over (HTTP 429, 5xx without JSON)? Is it JSON? Is it an error, and of one order or of the
whole reply? Does it have the shape of an answer? Only then, what does it say? A reply that fails on the way leaves
every asked order untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from panel_refunds_smm_v2.reading.balance import read_balance
from panel_refunds_smm_v2.reading.body import CONTRADICTION, Json, read_body
from panel_refunds_smm_v2.reading.envelopes import find_error
from panel_refunds_smm_v2.reading.fault import OF_ONE_ORDER, Fault, no_answer
from panel_refunds_smm_v2.reading.placement import read_placement
from panel_refunds_smm_v2.reading.question import Question
from panel_refunds_smm_v2.reading.reshape import reshape
from panel_refunds_smm_v2.reading.services import read_services
from panel_refunds_smm_v2.reading.states import field_of, read_error_of_one, read_states
from panel_refunds_smm_v2.reading.vocabulary import Vocabulary
from panel_refunds_smm_v2.reading.wishes import read_refusal_of_one, read_wishes

_READERS: Mapping[str, Callable[[Json, Question], dict[str, Any] | None]] = MappingProxyType(
    {
        "status": read_states,
        "refill_status": read_states,
        "cancel": read_wishes,
        "refill": read_wishes,
        "balance": read_balance,
        "services": read_services,
    }
)
_BY_ID = frozenset({"status", "refill_status", "cancel", "refill"})
ACTIONS = ("status", "add", "cancel", "refill", "refill_status", "balance", "services")

_NOT_FOUND = 404
_TOO_MANY = 429
_SERVER_ERRORS = range(500, 600)
_FINE = range(200, 300)


def read_reply(
    raw: bytes,
    *,
    action: str,
    asked: Sequence[str],
    http_status: int = 200,
    words: Mapping[str, str] | None = None,
    texts: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Read the body ``raw`` of a reply to ``action`` about the ids ``asked``; JSON-able, never a guess.

    ``words`` and ``texts`` add a panel's own spellings: status word → our word, error text → code; ``fields`` says
    where in its replies things stand. No bytes make it raise; ``ValueError`` only for an action there is none of.
    """
    vocabulary = Vocabulary.of(words, texts, fields)
    return read_reply_with(vocabulary, raw, action=action, asked=asked, http_status=http_status)


def read_reply_with(
    vocabulary: Vocabulary, raw: bytes, *, action: str, asked: Sequence[str], http_status: int
) -> dict[str, Any]:
    """``read_reply`` with the panel's own spellings already prepared."""
    question = ask(action, asked, vocabulary)
    body = read_body(raw)
    if isinstance(body, Fault):
        return _of_error(_fault_without_json(body, http_status, question), question)
    body = reshape(body, question)
    error = _find_reply_error(body, http_status, question)
    if action == "add":
        if http_status == _TOO_MANY:
            return _answer(question, error, read_placement(None, error))
        fields = read_placement(body, error)
        if error is None and fields["outcome"] == "unknown":
            error = no_answer("The reply names no order.")
        return _answer(question, error, fields)
    if error is not None:
        return _of_error(error, question)
    fields_or_none = _READERS[action](body, question)
    if fields_or_none is None:
        return untouched(question, no_answer(_why_no_answer(body, question)))
    return _answer(question, None, fields_or_none)


def ask(action: str, asked: Sequence[str], vocabulary: Vocabulary | None = None) -> Question:
    """The question a reply answers; ``ValueError`` for an action the API does not have."""
    if action not in ACTIONS:
        raise ValueError(f"There is no action {action!r}; the actions are {', '.join(ACTIONS)}.")
    ids = tuple(dict.fromkeys(str(one).strip() for one in asked))
    return Question(action, tuple(one for one in ids if one), vocabulary or Vocabulary())


def untouched(question: Question, error: Fault) -> dict[str, Any]:
    """The reading of a reply that says nothing of any order: each that was asked about is missing."""
    if question.action in _BY_ID:
        fields: dict[str, Any] = {field_of(question): {}, "not_asked": [], "missing": sorted(question.asked)}
    elif question.action == "balance":
        fields = {"balance": None, "currency": None}
    elif question.action == "services":
        fields = {"services": []}
    else:
        fields = read_placement(None, error)
    return _answer(question, error, fields)


def code_of_http_status(http_status: int) -> str:
    """What a reply without a body to read means by its HTTP status alone."""
    if http_status == _TOO_MANY:
        return "rate_limited"
    return "server_error" if http_status in _SERVER_ERRORS else "unreadable"


def _answer(question: Question, error: Fault | None, fields: Mapping[str, Any]) -> dict[str, Any]:
    return {"action": question.action, "reply_error": error.as_json() if error else None, **fields}


def _fault_without_json(fault: Fault, http_status: int, question: Question) -> Fault:
    code = code_of_http_status(http_status)
    if http_status == _NOT_FOUND and _one_order(question):
        code = "order_not_found"
    text = fault.text if http_status in _FINE else f"HTTP {http_status}. {fault.text}"
    return Fault(code, text)


def _find_reply_error(body: Json, http_status: int, question: Question) -> Fault | None:
    error = find_error(body, question)
    if http_status == _TOO_MANY:
        return Fault("rate_limited", error.text if error else "HTTP 429.")
    if http_status == _NOT_FOUND and _one_order(question) and (error is None or error.code == "other"):
        return Fault("order_not_found", error.text if error else "HTTP 404.")
    return error


def _of_error(error: Fault, question: Question) -> dict[str, Any]:
    if not (_one_order(question) and error.code in OF_ONE_ORDER):
        return untouched(question, error)
    read_one = read_refusal_of_one if question.action in {"cancel", "refill"} else read_error_of_one
    return _answer(question, None, read_one(error, question))


def _one_order(question: Question) -> bool:
    return question.single and question.action in _BY_ID


def _why_no_answer(body: Json, question: Question) -> str:
    if body is CONTRADICTION:
        return "The reply answers twice, beside `data` and inside it."
    if question.action in _BY_ID and len(question.asked) > 1:
        return f"The reply does not say which of the {len(question.asked)} ids it is about."
    return f"The reply is JSON, but does not answer `{question.action}`."
