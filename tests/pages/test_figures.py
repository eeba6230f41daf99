"""Amounts, days and spans in every language: no digit is lost, and each language writes them its own way."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panel_refunds.money import MAX_UNITS, format_units
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.words import languages, locale_of

BERLIN = ZoneInfo("Europe/Berlin")
CURRENCIES = ["USD", "EUR", "JPY", "KWD", "BRL", "INR", "TRY", "RUB", "SAR", "UGX", "HUF", "BTC", "USDT"]


def figures(language):
    return Figures(locale_of(language), BERLIN)


def digits(text):
    return "".join(letter for letter in text if letter.isdigit())


@settings(max_examples=300, deadline=None)
@given(
    language=st.sampled_from(languages()),
    currency=st.sampled_from(CURRENCIES),
    units=st.integers(min_value=-MAX_UNITS, max_value=MAX_UNITS),
)
def test_no_digit_of_an_amount_is_lost_in_any_language(language, currency, units):
    shown = figures(language).money(units, currency)

    assert digits(shown) == digits(format_units(units, currency))
    assert ("-" in shown or "\u2212" in shown) == (units < 0)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "$1,234.50"),
        ("de", "1.234,50\xa0$"),
        ("es", "1.234,50\xa0US$"),
        ("pt-BR", "US$\xa01.234,50"),
        ("ru", "1\xa0234,50\xa0$"),
        ("tr", "$1.234,50"),
        ("hi", "$1,234.50"),
        ("ar", "\u2067\u200f1,234.50\xa0US$\u200e\u2069"),
    ],
)
def test_a_language_writes_amounts_its_own_way(language, shown):
    assert figures(language).amount("1234.50", "USD") == shown


@pytest.mark.parametrize(("currency", "shown"), [("JPY", "¥38"), ("KWD", "KWD38.250"), ("USD", "$38.25")])
def test_the_digits_are_those_of_our_own_table(currency, shown):
    assert figures("en").money(3_825_000_000 if currency != "JPY" else 3_800_000_000, currency) == shown


def test_what_is_finer_than_the_currency_is_shown_to_its_last_digit():
    assert figures("en").money(1, "USD") == "$0.00000001"
    assert figures("en").money(27_819_000, "JPY") == "¥0.27819"


@pytest.mark.parametrize(
    ("language", "shown"), [("en", "2.5%"), ("de", "2,5\xa0%"), ("tr", "%2,5"), ("ru", "2,5\xa0%")]
)
def test_a_share_has_every_digit(language, shown):
    assert figures(language).percent("2.5") == shown


def test_days_and_moments_are_those_of_the_tenant():
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    assert figures("en").day_of(moment) == figures("en").day(date(2026, 3, 2)) == "March 2, 2026"
    assert figures("de").day_of(moment) == "2. März 2026"
    assert figures("ru").day(date(2026, 3, 2)) == "2 марта 2026\u202fг."


def test_a_moment_is_told_with_its_zone():
    moment = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
    new_york = Figures(locale_of("en"), ZoneInfo("America/New_York"))

    assert new_york.moment(moment) == "Mar 1, 2026, 6:30\u202fPM EST"
    assert figures("de").moment(moment) == "2. März 2026, 00:30 MEZ"
    assert figures("tr").moment(moment) == "2 Mar 2026 00:30 GMT+01:00"
    assert figures("ar").moment(moment) == "2 مارس 2026، 12:30 ص غرينتش+01:00"


@pytest.mark.parametrize("language", languages())
def test_a_moment_names_its_day_in_every_language(language):
    assert "2026" in figures(language).moment(datetime(2026, 12, 31, 12, 5, tzinfo=UTC))


def test_what_is_left_is_told_in_one_unit():
    assert figures("en").left(timedelta(days=3, hours=4)) == "3 days"
    assert figures("ru").left(timedelta(days=2)) == "2 дня"
    assert figures("ar").left(timedelta(days=2)) == "يومان"


def test_numbers_and_days_are_counted_by_the_language():
    assert figures("de").number("1234.5") == "1.234,5"
    assert [figures("ru").days(count) for count in (1, 2, 5)] == ["1 день", "2 дня", "5 дней"]
