"""Single values, read strictly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_smm_v2.reading.body import CONTRADICTION, Number
from panel_refunds_smm_v2.reading.scalars import clean, find_decimal, find_flag, find_given_id, find_id, find_whole


@pytest.mark.parametrize(
    ("value", "whole"),
    [("157", 157), (Number("157"), 157), (Number("157.0"), 157), (" 8 ", 8), ("-2", -2), (Number("0"), 0)],
)
def test_whole_numbers(value, whole):
    assert find_whole(value) == whole


@pytest.mark.parametrize(
    "value",
    ["157.5", Number("0.1"), "-0.5", "1,000", "1e3", Number("1e3"), "", "NaN", "9" * 19, "١٢", True, None, [], "0x10"],
)
def test_what_is_no_whole_number_is_none(value):
    assert find_whole(value) is None


@pytest.mark.parametrize(
    ("value", "identity"),
    [(Number("23501"), "23501"), (Number("23501.0"), "23501"), ("a-7", "a-7"), (" 9 ", "9"), ("007", "007")],
)
def test_ids_are_text(value, identity):
    assert find_id(value) == identity


@pytest.mark.parametrize("value", [Number("1.5"), "", "two words", "x" * 65, "é1", True, None, CONTRADICTION, "a\x00b"])
def test_what_cannot_be_an_id_is_none(value):
    assert find_id(value) is None


@pytest.mark.parametrize("value", ["0", "000", "error", "-5", Number("-5"), Number("0"), "Order-failed", "#"])
def test_what_no_panel_gives_as_an_id_is_none(value):
    assert find_given_id(value) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("100.84292", "100.84292"),
        (Number("100.10"), "100.10"),
        (Number("1e2"), "100"),
        (Number("1.5E-7"), "0.00000015"),
        ("-3", "-3"),
    ],
)
def test_decimals_keep_every_digit(value, text):
    assert find_decimal(value) == text


@pytest.mark.parametrize("value", ["1e2", "1,000.00", "$5", "", ".5", "NaN", Number("1e400"), True, None])
def test_what_is_no_plain_decimal_is_none(value):
    assert find_decimal(value) is None


@pytest.mark.parametrize(
    ("value", "flag"),
    [(True, True), (Number("1"), True), ("0", False), ("TRUE", True), ("no", False), ("maybe", None), (None, None)],
)
def test_flags(value, flag):
    assert find_flag(value) is flag


def test_a_strangers_text_is_made_safe_and_short():
    assert clean("a\x00b\n\ud800 c") == "a b c"
    assert len(clean("x" * 10_000)) == 300
    assert clean("x" * 301).endswith("…")


@given(st.text())
def test_a_clean_text_can_always_be_stored(text):
    assert "\x00" not in clean(text)
    assert clean(text).encode("utf-8").decode("utf-8") == clean(text)
