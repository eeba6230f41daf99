"""Amounts are read as people of each language type them, and never guessed."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.errors import Refused
from panel_refunds.money import minor_unit, parse_units
from panel_refunds.pages.portal.typed import read_amount, read_words, typed_amount

LANGUAGES = ["en", "de", "es", "pt_BR", "ru", "tr", "hi", "ar", "fr", "de_CH", "fa"]


@pytest.mark.parametrize(
    ("typed", "language", "read"),
    [
        ("38.25", "en", "38.25"),
        ("38,25", "de", "38.25"),
        ("38.25", "de", "38.25"),
        ("1.000", "de", "1000"),
        ("1,000", "en", "1000"),
        ("1 000,5", "ru", "1000.5"),
        ("$5", "en", "5"),
        ("5 €", "de", "5"),
        ("٣٨٫٢٥", "ar", "38.25"),
        ("१२.५", "hi", "12.5"),
        ("12,5", "pt_BR", "12.5"),
        ("-3", "en", "-3"),
    ],
)
def test_an_amount_is_read_in_its_language(typed, language, read):
    assert read_amount(typed, Locale.parse(language)) == read


@pytest.mark.parametrize(
    "typed", ["", " ", "abc", "38,25", "1e5", "NaN", "Infinity", "1.2.3", "--1", "0x10", "9" * 41, "5 USD"]
)
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(Refused, match="amount_invalid"):
        read_amount(typed, Locale.parse("en"))


@given(st.text(max_size=60), st.sampled_from(LANGUAGES))
def test_whatever_is_typed_it_is_a_plain_decimal_or_refused(typed, language):
    try:
        read = read_amount(typed, Locale.parse(language))
    except Refused:
        return
    assert read.lstrip("-").replace(".", "", 1).isdecimal()


@given(
    st.integers(1, 10**9),
    st.sampled_from(LANGUAGES),
    st.sampled_from(["USD", "JPY", "KWD"]),
)
def test_what_is_filled_in_is_read_as_the_same_amount(count, language, currency):
    units, locale = count * minor_unit(currency), Locale.parse(language)

    assert parse_units(read_amount(typed_amount(units, currency, locale), locale)) == units


def test_words_have_plain_line_ends_and_are_kept_whole():
    assert read_words(" One\r\ntwo ") == "One\ntwo"
    assert read_words("") == ""


@pytest.mark.parametrize("text", ["x" * 10_001, "\x00", "bell\x07", "\ud800"])
def test_words_that_cannot_be_kept_are_refused(text):
    with pytest.raises(Refused, match="field_invalid"):
        read_words(text)
