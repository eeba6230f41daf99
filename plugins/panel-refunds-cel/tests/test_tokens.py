"""Every character of an expression belongs to one token, and a text is one whatever stands in it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_cel.tokens import parse_tokens, place_of


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ('asked > money("20.00")', ["word", "sign", "word", "sign", "text", "sign"]),
        ("d.fee >= 0x1F", ["word", "sign", "word", "sign", "number"]),
        ("1.5 1e3 .5 2.0e-3", ["point"] * 4),
        ("20u 0xFFU", ["unsigned"] * 2),
        ("b'x'", ["bytes", "word", "sign"]),
        ("'it\\'s' \"a\\\"b\" r'\\d'", ["text"] * 3),
        ("'''a\n'b'''", ["text"]),
        ("a // money(1.5)\n&& b", ["word", "sign", "word"]),
        ("d[0].x", ["word", "sign", "number", "sign", "sign", "word"]),
        ("'open", ["sign", "word"]),
    ],
)
def test_kinds(source, kinds):
    assert [token.kind for token in parse_tokens(source)] == kinds


@given(st.text(max_size=80))
def test_tokens_stand_where_they_say_and_leave_out_spaces_alone(source):
    tokens = parse_tokens(source)

    assert all(source[token.start : token.end] == token.text for token in tokens)
    assert all(one.end <= other.start for one, other in pairwise(tokens))


@pytest.mark.parametrize(
    ("source", "start", "place"),
    [("asked > 2", 8, "column 9"), ("a\n  && b", 7, "line 2, column 6"), ("a > 1\n", 4, "column 5")],
)
def test_a_place_is_told_as_people_count(source, start, place):
    assert place_of(source, start) == place
