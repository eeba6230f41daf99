"""What two readers could understand differently is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.errors import Refused
from panel_refunds.web.strict_json import MOST_BYTES, canonical, parse_object

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), VALUES, max_size=5))
def test_any_plain_object_is_read_as_it_was_meant(value: dict[str, object]) -> None:
    assert parse_object(json.dumps(value).encode()) == value


@given(st.binary(max_size=200))
def test_no_bytes_at_all_lead_to_anything_but_an_object_or_a_refusal(raw: bytes) -> None:
    try:
        read = parse_object(raw)
    except Refused:
        return
    assert isinstance(read, dict)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "not JSON"),
        (b"[]", "JSON object"),
        (b'"x"', "JSON object"),
        (b'{"a": 1, "a": 1}', "'a' stands there twice"),
        (b'{"a": {"b": 1, "b": 2}}', "'b' stands there twice"),
        (b'{"a": NaN}', "NaN is no JSON"),
        (b'{"a": -Infinity}', "-Infinity is no JSON"),
        (b'{"a": 1e999}', "far too large"),
        (b'{"a": ' + b"9" * 5000 + b"}", "far too long"),
        (b'{"a": 1', "line 1"),
        (b'{"a": 1} x', "not JSON"),
        (b'\xff{"a": 1}', "not UTF-8"),
        (b'{"a": ' + b"[" * 30 + b"]" * 30 + b"}", "deeper than 20"),
        (b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "deeper than 20"),
        (b'{"a": "' + b"x\n" + b'"}', "not JSON"),
    ],
)
def test_bad_json_is_refused_with_what_is_wrong(raw: bytes, said: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_object(raw)

    assert refused.value.code == "invalid_request"
    assert said in refused.value.text


def test_twenty_levels_fit_and_one_more_does_not() -> None:
    # The object itself is a level.
    fits = b'{"a": ' + b"[" * 18 + b"]" * 18 + b"}"
    assert parse_object(fits)
    with pytest.raises(Refused, match="deeper"):
        parse_object(b'{"a": ' + b"[" * 20 + b"]" * 20 + b"}")


def test_a_large_body_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse_object(b" " * (MOST_BYTES + 1))

    assert refused.value.code == "body_too_large"


def test_equal_objects_have_one_spelling() -> None:
    first, second = parse_object(b'{"b": [1, "x"], "a": null}'), parse_object(b'{"a":null,"b":[1,"\\u0078"]}')

    assert canonical(first) == canonical(second)
    assert canonical(first) != canonical({"a": None, "b": ["x", 1]})
