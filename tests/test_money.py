"""Money is a whole number of units and a currency; nothing that is not a plain decimal becomes an amount."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds import money
from panel_refunds.errors import Refused
from panel_refunds.money import (
    MAX_UNITS,
    SCALE,
    Money,
    ceil_div,
    exponent_of,
    format_units,
    minor_unit,
    parse_payable,
    parse_positive,
    parse_units,
    register_currencies,
    round_down,
    round_up,
)

CURRENCIES = st.sampled_from(["JPY", "USD", "EUR", "KWD", "USDT", "BTC"])
UNITS = st.integers(-MAX_UNITS, MAX_UNITS)


@pytest.fixture
def own_currencies(monkeypatch):
    """The installation's currencies, put back afterwards."""
    monkeypatch.setattr(money, "_EXTRA_EXPONENTS", dict(money._EXTRA_EXPONENTS))
    yield
    monkeypatch.undo()
    exponent_of.cache_clear()


def code_of(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.code


@given(UNITS)
def test_what_is_shown_is_read_back_the_same(units):
    assert parse_units(format_units(units)) == units


@given(UNITS, CURRENCIES)
def test_what_is_shown_in_a_currency_is_read_back_the_same(units, currency):
    assert parse_units(format_units(units, currency)) == units


@given(st.decimals(min_value=0, max_value=90_000_000_000, places=8))
def test_reading_agrees_with_the_decimal_module(value):
    assert parse_units(f"{value:f}") == int(value.scaleb(8))


@given(UNITS, CURRENCIES)
def test_showing_agrees_with_the_decimal_module_and_shows_the_currency_s_own_digits(units, currency):
    shown = format_units(units, currency)

    assert Decimal(shown) == Decimal(units).scaleb(-8)
    assert len(shown.partition(".")[2]) >= exponent_of(currency)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("12.50", 1_250_000_000),
        ("0", 0),
        ("-0", 0),
        ("-5.00", -500_000_000),
        ("007", 700_000_000),
        ("0.00000001", 1),
        ("0.27819", 27_819_000),
        ("1.000000000000", SCALE),
        ("1.123456780000", 112_345_678),
        ("92233720368.54775807", MAX_UNITS),
        ("-92233720368.54775807", -MAX_UNITS),
    ],
)
def test_a_plain_decimal_is_read_to_the_last_digit(text, units):
    assert parse_units(text) == units


BAD_TEXTS = [
    "", " ", " 1", "1 ", "1\n", "\t1", "+1", "--1", "- 1", "1e5", "1E5", "1e-2", "NaN", "nan", "Infinity", "-inf",
    "1,5", "1,000.00", "1_000", "1.", ".5", "1.2.3", "0x10", "$5", "5 USD", "٣", "١٢", "１２", "½", "−5", "²", "1\u200b",
    "0.123456789", "1.000000001", "92233720368.54775808", "-92233720368.54775808", "999999999999", "1" * 40, "9" * 5000,
    "1." + "0" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", BAD_TEXTS)
def test_anything_else_is_no_amount(text):
    with pytest.raises(Refused) as refused:
        parse_units(text, field="charge")
    assert code_of(refused) == "amount_invalid"
    assert refused.value.field == "charge"


@pytest.mark.parametrize("value", [1, 1.5, 0.0, True, None, b"1", Decimal(1), ["1"], {"amount": "1"}])
def test_a_value_that_is_not_text_is_no_amount(value):
    with pytest.raises(Refused) as refused:
        parse_units(value)
    assert code_of(refused) == "amount_invalid"


@given(st.text())
def test_whatever_is_sent_it_is_read_or_refused(text):
    try:
        units = parse_units(text)
    except Refused:
        units = None
    assert units is None or Decimal(text) == Decimal(units).scaleb(-8)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("1e5", 'An amount is a plain decimal number in quotes, like "12.50".'),
        ("0.123456789", "At most 8 digits may follow the point."),
        ("99999999999999", "The amount is too large."),
    ],
)
def test_a_refused_amount_says_what_is_wrong_with_it(text, sentence):
    with pytest.raises(Refused) as refused:
        parse_units(text)
    assert refused.value.text == sentence


@pytest.mark.parametrize("text", ["0", "0.00", "-0.00", "-0.00000001", "-5"])
def test_nothing_and_less_than_nothing_is_not_a_positive_amount(text):
    with pytest.raises(Refused) as refused:
        parse_positive(text)
    assert code_of(refused) == "amount_invalid"
    assert refused.value.text == "The amount must be more than zero."


def test_the_smallest_unit_is_a_positive_amount():
    assert parse_positive("0.00000001") == 1


@pytest.mark.parametrize(
    ("text", "currency", "units"),
    [
        ("5", "JPY", 5 * SCALE),
        ("5.000", "JPY", 5 * SCALE),
        ("5.01", "USD", 501_000_000),
        ("5.001", "KWD", 500_100_000),
        ("5.000001", "USDT", 500_000_100),
        ("5.00000001", "BTC", 500_000_001),
    ],
)
def test_an_amount_as_fine_as_the_currency_can_be_paid(text, currency, units):
    assert parse_payable(text, currency) == units


@pytest.mark.parametrize(
    ("text", "currency"),
    [("5.1", "JPY"), ("5.001", "USD"), ("5.0001", "KWD"), ("5.0000001", "USDT"), ("5.000000001", "BTC"), ("0", "USD")],
)
def test_a_finer_amount_cannot_be_paid(text, currency):
    with pytest.raises(Refused) as refused:
        parse_payable(text, currency)
    assert code_of(refused) == "amount_invalid"


def test_an_amount_in_a_currency_nobody_knows_cannot_be_paid():
    with pytest.raises(Refused) as refused:
        parse_payable("5.00", "ZZZ")
    assert code_of(refused) == "currency_unknown"


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("JPY", 0), ("KRW", 0), ("USD", 2), ("EUR", 2), ("HUF", 2), ("KWD", 3), ("CLF", 4), ("USDT", 6), ("BTC", 8)],
)
def test_the_minor_unit_is_that_of_iso_4217_or_of_the_table(currency, digits):
    assert exponent_of(currency) == digits
    assert minor_unit(currency) == 10 ** (8 - digits)


@pytest.mark.parametrize("currency", ["usd", "", "US", "ZZZ", "XAU", "XTS", "USD ", "U$D", "Z" * 500])
def test_a_currency_nobody_knows_is_refused_and_the_answer_stays_short(currency):
    with pytest.raises(Refused) as refused:
        exponent_of(currency)
    assert code_of(refused) == "currency_unknown"
    assert refused.value.field == "currency"
    assert len(refused.value.text) < 80


@pytest.mark.usefixtures("own_currencies")
def test_an_installation_adds_currencies():
    with pytest.raises(Refused):
        exponent_of("TOKEN")

    register_currencies({"TOKEN": 4, "USD": 2})

    assert exponent_of("TOKEN") == 4
    assert parse_payable("1.0001", "TOKEN") == 100_010_000


@pytest.mark.usefixtures("own_currencies")
@pytest.mark.parametrize(
    "exponents", [{"USD": 3}, {"JPY": 2}, {"token": 2}, {"TO": 2}, {"TOKENTOKEN": 2}, {"TOKEN": 9}, {"TOKEN": -1}]
)
def test_a_currency_that_cannot_be_is_not_added_and_nothing_beside_it_either(exponents):
    with pytest.raises(ValueError, match=next(iter(exponents))):
        register_currencies({"GOOD": 2, **exponents})
    with pytest.raises(Refused):
        exponent_of("GOOD")


@given(UNITS, CURRENCIES)
def test_rounding_leaves_less_than_one_minor_unit_and_only_payable_amounts(units, currency):
    step, down, up = minor_unit(currency), round_down(units, currency), round_up(units, currency)

    assert down % step == up % step == 0
    assert units - step < down <= units <= up < units + step
    assert (down == up) == (units % step == 0)


def test_yen_are_never_multiplied_or_divided_by_a_hundred():
    """F12."""
    assert Money.of("1250", "JPY").minor == 1250
    assert Money.from_minor(1250, "JPY") == Money.of("1250", "JPY")
    assert Money.of("12.50", "USD").minor == 1250
    assert Money.from_minor(1250, "USD") == Money.of("12.5", "USD")
    assert Money.from_minor(1250, "KWD") == Money.of("1.25", "KWD")
    assert str(Money.of("1250", "JPY")) == "1250 JPY"


@given(st.integers(-(10**10), 10**10), CURRENCIES)
def test_minor_units_come_back_as_they_went(count, currency):
    assert Money.from_minor(count, currency).minor == count


def test_an_amount_finer_than_the_minor_unit_has_no_count_of_minor_units():
    with pytest.raises(Refused) as refused:
        _ = Money.of("12.505", "USD").minor
    assert code_of(refused) == "amount_invalid"
    assert Money.of("12.505", "USD").round_down().minor == 1250


@given(st.integers(-(10**15), 10**15), st.integers(-(10**15), 10**15))
def test_amounts_of_one_currency_add_subtract_and_compare_like_their_units(a, b):
    one, other = Money(a, "USD"), Money(b, "USD")

    assert (one + other).units == a + b
    assert (one - other).units == a - b
    assert (-one).units == -a
    assert (one < other, one <= other, one > other, one >= other, one == other) == (
        a < b,
        a <= b,
        a > b,
        a >= b,
        a == b,
    )


@pytest.mark.parametrize(
    "mix",
    [lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a < b, lambda a, b: a <= b, lambda a, b: a > b],
)
def test_two_currencies_never_add_or_compare(mix):
    with pytest.raises(Refused) as refused:
        mix(Money.of("1", "USD"), Money.of("1", "EUR"))
    assert code_of(refused) == "currency_mismatch"
    assert "USD" in refused.value.text
    assert "EUR" in refused.value.text


def test_the_same_figure_in_two_currencies_is_not_the_same_money():
    assert Money.of("1", "USD") != Money.of("1", "EUR")


@pytest.mark.parametrize("units", [1.0, True, "1", None])
def test_money_is_counted_in_whole_units_only(units):
    with pytest.raises(TypeError):
        Money(units, "USD")


def test_a_sum_that_no_column_can_hold_is_refused():
    assert Money(MAX_UNITS, "USD").units == MAX_UNITS
    with pytest.raises(Refused) as refused:
        Money(MAX_UNITS, "USD") + Money(1, "USD")
    assert code_of(refused) == "amount_invalid"


def test_money_in_a_currency_nobody_knows_is_not_made_from_text():
    with pytest.raises(Refused) as refused:
        Money.of("1", "ZZZ")
    assert code_of(refused) == "currency_unknown"


@given(st.integers(0, 10**20), st.integers(1, 10**12))
def test_ceiling_division_is_the_least_whole_number_not_below(numerator, denominator):
    result = ceil_div(numerator, denominator)

    assert (result - 1) * denominator < numerator <= result * denominator
