"""Amounts: exact both ways, and a fee in another currency never rounded to the customer's cost."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.errors import Refused
from panel_refunds.money import Money
from panel_refunds_stripe.amounts import converted_fee, count_of, digits_of, money_of

CURRENCIES = ["USD", "EUR", "JPY", "KWD", "MGA", "ISK", "UGX", "HUF", "VND"]


@pytest.mark.parametrize(
    ("count", "currency", "text"),
    [
        (1250, "usd", "12.50"),
        (1250, "jpy", "1250"),
        (5120, "kwd", "5.120"),
        (500, "mga", "500"),
        (500, "isk", "5"),
        (500, "ugx", "5"),
    ],
)
def test_f12_jpy_is_not_multiplied_or_divided_by_100(count, currency, text):
    money = Money.of(text, currency.upper())

    assert money_of(count, currency) == money
    assert count_of(money) == count


@given(st.integers(-(10**10), 10**10), st.sampled_from(CURRENCIES))
def test_an_amount_comes_back_as_it_went(count, currency):
    assert count_of(money_of(count, currency)) == count


def test_an_amount_finer_than_what_can_be_paid_is_refused_not_rounded():
    with pytest.raises(Refused, match="finer"):
        count_of(Money.of("12.505", "USD"))
    with pytest.raises(Refused, match="finer"):
        count_of(Money.of("12.50", "MGA"))


def test_a_currency_nobody_knows_is_refused():
    with pytest.raises(Refused, match="currency_unknown"):
        money_of(5, "zzz")


def fee(taken, settled, paid, rate):
    return converted_fee(Money.of(*taken), Money.of(*settled), Money.of(*paid), rate)


def test_a_fee_in_the_payments_own_currency_stays_as_it_is():
    assert fee(("1.75", "USD"), ("50", "USD"), ("50", "USD"), None) == Money.of("1.75", "USD")


def test_a_fee_in_another_currency_is_converted_and_rounded_down():
    # 50.00 EUR were settled as 54.17 USD; 1.87 USD are 1.7260… EUR.
    assert fee(("1.87", "USD"), ("54.17", "USD"), ("50", "EUR"), 1.0834) == Money.of("1.72", "EUR")


def test_a_fee_that_converts_exactly_loses_nothing():
    assert fee(("3.00", "USD"), ("75", "USD"), ("50", "EUR"), 1.5) == Money.of("2.00", "EUR")
    assert fee(("0.33", "USD"), ("0.90", "USD"), ("3.00", "EUR"), 0.3) == Money.of("1.10", "EUR")


@pytest.mark.parametrize("rate", [0.0065, 0.65])
def test_a_rate_between_currencies_of_different_digits_is_read_by_what_it_did(rate):
    # 10,000 yen were settled as 65.00 USD; 2.19 USD are 336.9 yen, whichever way the rate is told.
    assert fee(("2.19", "USD"), ("65", "USD"), ("10000", "JPY"), rate) == Money.of("336", "JPY")


@pytest.mark.parametrize("rate", [None, 0, -1.5, float("nan"), float("inf"), True, "1.08"])
def test_a_fee_whose_rate_cannot_be_read_is_not_known(rate):
    assert fee(("1.87", "USD"), ("54.17", "USD"), ("50", "EUR"), rate) is None


@given(
    count=st.integers(1, 10**6),
    paid_count=st.integers(100, 10**7),
    rate=st.decimals("0.001", "2000", places=6).filter(lambda each: each > 0),
    pair=st.sampled_from([("USD", "EUR"), ("EUR", "USD"), ("GBP", "HUF")]),
)
def test_a_converted_fee_is_never_more_than_it_was_and_less_by_under_one_smallest_unit(count, paid_count, rate, pair):
    here, there = pair
    paid, taken = money_of(paid_count, there), money_of(count, here)
    settled = money_of(int(paid_count * rate), here)

    converted = converted_fee(taken, settled, paid, float(rate))

    exact = Decimal(count) / Decimal(str(float(rate)))
    assert converted is not None
    assert count_of(converted) <= exact < count_of(converted) + 1
    assert digits_of(here) == digits_of(there)
