"""Exactly what was agreed is a verdict."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.ports import Verdict
from panel_refunds_http_check.answer import LARGEST, NoVerdictError, parse_answer

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["allow", "deny"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["answer", "reasons", "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)


def test_an_answer_with_its_reasons_is_a_verdict() -> None:
    assert parse_answer(b' {"reasons": ["a", "\xc3\xbc"], "answer": "deny"}\n') == Verdict("deny", ("a", "ü"))
    assert parse_answer(b'{"answer": "abstain", "reasons": []}') == Verdict("abstain", ())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"allow",
        b'"allow"',
        b"[]",
        b"null",
        b"{}",
        b'{"answer": "allow"}',
        b'{"reasons": []}',
        b'{"answer": "allow", "reasons": [], "more": 1}',
        b'{"answer": "deny", "answer": "allow", "reasons": []}',
        b'{"answer": "ALLOW", "reasons": []}',
        b'{"answer": true, "reasons": []}',
        b'{"answer": ["allow"], "reasons": []}',
        b'{"answer": "allow", "reasons": "none"}',
        b'{"answer": "allow", "reasons": null}',
        b'{"answer": "allow", "reasons": [1]}',
        b'{"answer": "allow", "reasons": [""]}',
        b'{"answer": "allow", "reasons": [NaN]}',
        b'{"answer": "allow", "reasons": []} {"answer": "deny", "reasons": []}',
        b'{"answer": "allow", "reasons": []',
        b'\xff{"answer": "allow", "reasons": []}',
        '{"answer": "allow", "reasons": []}'.encode("utf-16"),
        b"<html>allow</html>",
        b"[" * 60_000,
        json.dumps({"answer": "allow", "reasons": ["x" * 501]}).encode(),
        json.dumps({"answer": "allow", "reasons": ["x"] * 21}).encode(),
        b" " * LARGEST + b'{"answer": "allow", "reasons": []}',
    ],
)
def test_anything_else_is_none(raw: bytes) -> None:
    with pytest.raises(NoVerdictError):
        parse_answer(raw)


@given(JSON)
def test_no_json_is_a_verdict_by_accident(said: object) -> None:
    try:
        verdict = parse_answer(json.dumps(said).encode())
    except NoVerdictError:
        return
    assert said == {"answer": verdict.answer, "reasons": list(verdict.reasons)}


@given(st.binary(max_size=200))
def test_bytes_of_any_kind_are_read_or_refused(raw: bytes) -> None:
    try:
        parse_answer(raw)
    except NoVerdictError:
        return
