"""Numbers as people write them: the one that was meant, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_csv_orders.numbers import Marks, find_whole

POINT, COMMA = Marks(), Marks(",")
ENGLISH, GERMAN, FRENCH, SWISS = Marks(".", ","), Marks(",", "."), Marks(",", " "), Marks(".", "'")


@pytest.mark.parametrize(
    ("text", "marks", "number"),
    [
        ("157", POINT, 157),
        (" 157 ", POINT, 157),
        ("-2", POINT, -2),
        ("157.00", POINT, 157),
        ("157,0", COMMA, 157),
        ("1,000", ENGLISH, 1000),
        ("1,234,567.00", ENGLISH, 1234567),
        ("1.000", GERMAN, 1000),
        ("1.000,00", GERMAN, 1000),
        ("1\u00a0000", FRENCH, 1000),
        ("1\u202f000", FRENCH, 1000),
        ("1'000", SWISS, 1000),
        ("1000.000", ENGLISH, 1000),
        ("1570.000", POINT, 1570),
        ("1.000,000", GERMAN, 1000),
    ],
)
def test_a_number_is_read_by_its_marks(text, marks, number):
    assert find_whole(text, marks) == number


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("", POINT),
        ("1.000", POINT),  # a thousand, or one?
        ("1,000", COMMA),
        ("1.5", POINT),
        ("1,000", POINT),
        ("1,00", ENGLISH),
        ("1,0000", ENGLISH),
        ("1000,000,0", ENGLISH),
        ("1,000", GERMAN),
        ("1.000.00", GERMAN),
        ("1e3", POINT),
        ("+5", POINT),
        ("0x10", POINT),
        ("١٥٧", POINT),
        ("9" * 19, POINT),
        ("NaN", POINT),
    ],
)
def test_what_could_be_another_number_is_none(text, marks):
    assert find_whole(text, marks) is None


@given(st.integers(0, 10**17))
def test_what_was_written_with_marks_is_read_with_them(number):
    assert find_whole(f"{number:,}", ENGLISH) == find_whole(f"{number:,}".replace(",", "."), GERMAN) == number


@given(st.text(max_size=12), st.sampled_from([POINT, COMMA, ENGLISH, GERMAN, FRENCH, SWISS]))
def test_no_text_makes_it_raise(text, marks):
    assert find_whole(text, marks) is None or any(digit in text for digit in "0123456789")
