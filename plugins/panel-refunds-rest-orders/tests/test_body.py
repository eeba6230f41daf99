"""A body is read whole and exactly, or not at all."""

from decimal import Decimal

import pytest

from panel_refunds_rest_orders.body import clean, find_id, find_whole, parse_body
from panel_refunds_rest_orders.faults import FaultError


def test_numbers_keep_every_digit():
    assert parse_body('\ufeff {"a": 0.1000000000000000055, "b": 10}'.encode()) == {
        "a": Decimal("0.1000000000000000055"),
        "b": 10,
    }


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"", "empty"),
        (b"  ", "empty"),
        (b"<html>502</html>", "HTML"),
        (b'{"a": 1', "cut off"),
        (b"\xff{}", "UTF-8"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"a": ' + b"9" * 41 + b"}", "absurd"),
        (b'{"a": 0.' + b"9" * 41 + b"}", "absurd"),
        (b"[" * 100_000, "nested"),
    ],
)
def test_what_is_no_json_is_unreadable_and_says_why(raw, why):
    with pytest.raises(FaultError, match=why) as raised:
        parse_body(raw)
    assert raised.value.error.code == "unreadable"


@pytest.mark.parametrize(
    ("value", "found"),
    [
        (17, "17"),
        ("a-1", "a-1"),
        ("", None),
        (" 1", None),
        ("a\x00", None),
        (True, None),
        (1.5, None),
        (None, None),
        ("x" * 301, None),
    ],
)
def test_ids_are_texts_or_whole_numbers(value, found):
    assert find_id(value) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [(5, 5), ("5", 5), ("-5", -5), (Decimal("5.0"), 5), (Decimal("5.5"), None), ("5.5", None), ("1e3", None), (True, None),
     (None, None), ("5 ", None), ("٣", None), (Decimal("1e50"), None), ("9" * 41, None), (Decimal("Infinity"), None)],
)  # fmt: skip
def test_whole_numbers_are_read_strictly(value, found):
    assert find_whole(value) == found


def test_a_strangers_text_is_made_safe():
    assert clean("a\x00b\n\tc \ud800d") == "a b c d"
    assert len(clean("x" * 10_000)) == 300
