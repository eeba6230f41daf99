"""A reply of a panel that goes its own way, put into the usual shape before it is read.

Only what the operator told the way to is moved; what stood under the usual name is then not looked at any more, because
a panel that keeps its status in ``state`` may use ``status`` for whether it heard the question. Errors are the
exception: one in a usual place counts wherever else errors may stand.
"""

from __future__ import annotations

from panel_refunds_smm_v2.reading.body import Json, Record
from panel_refunds_smm_v2.reading.envelopes import find_error, unwrap
from panel_refunds_smm_v2.reading.question import Question

_IDS = frozenset({"order", "order_id", "orderid", "id"})


def reshape(body: Json, question: Question) -> Json:
    """``body`` without what is wrapped around the answer, and with every answer's fields under their usual names."""
    paths = question.vocabulary.paths
    if not paths.ways:
        return unwrap(body, question)
    body = _with_error(body, question)
    if find_error(body, question) or question.action != "status":
        return unwrap(body, question)
    answers = _answers(body, question)
    if isinstance(answers, list):
        return [_moved(item, question) for item in answers]
    if not isinstance(answers, Record):
        return answers
    moved = _moved(answers, question)
    if not isinstance(moved, Record):
        return moved
    return Record({name: _moved(value, question) for name, value in moved.entries.items()}, moved.fields)


def _answers(body: Json, question: Question) -> Json:
    """What the answers stand in; None where the operator's way leads nowhere."""
    paths = question.vocabulary.paths
    flat = question.single and paths.find("status", body) is not None
    if "orders" in paths.ways:
        inner = paths.find("orders", body)
        if inner is None and flat:
            return body
        return inner if isinstance(inner, Record | list) else None
    if flat or not isinstance(body, Record):
        return body if flat else unwrap(body, question)
    # A usual name beside the wrapping means something else here; where nothing is wrapped, all of it is the answer.
    wrapping = _put(body, _no_longer_usual(question), {})
    inner = unwrap(wrapping, question)
    return body if inner is wrapping else inner


def _with_error(body: Json, question: Question) -> Json:
    """The body with the error under its usual name, where it has none there."""
    error = question.vocabulary.paths.find("error", body)
    if error is None or not isinstance(body, Record) or find_error(body, question):
        return body
    return _put(body, frozenset({"error"}), {"error": error})


def _moved(value: Json, question: Question) -> Json:
    """One answer with what was told the way to under the usual names; an error stays as it is."""
    paths = question.vocabulary.paths
    if not isinstance(value, Record):
        return value
    value = _with_error(value, question)
    if not isinstance(value, Record) or find_error(value, question):
        return value
    found = {name: paths.find(name, value) for name in paths.of_an_order}
    return _put(value, _no_longer_usual(question), {name: inner for name, inner in found.items() if inner is not None})


def _no_longer_usual(question: Question) -> frozenset[str]:
    names = question.vocabulary.paths.of_an_order
    return (names - {"order"}) | (_IDS if "order" in names else frozenset())


def _put(record: Record, gone: frozenset[str], put: dict[str, Json]) -> Record:
    entries = {name: value for name, value in record.entries.items() if name.lower() not in gone}
    fields = {name: value for name, value in record.fields.items() if name not in gone}
    return Record({**entries, **put}, {**fields, **put})
