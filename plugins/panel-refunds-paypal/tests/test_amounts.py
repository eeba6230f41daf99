"""Amounts are written as PayPal pays them: with their digits, and without a point where it knows none."""

import pytest

from panel_refunds.money import Money
from panel_refunds.ports.said import Said, UnreadableError
from panel_refunds_paypal.amounts import is_payable, read_money, write_money


@pytest.mark.parametrize(
    ("text", "currency", "value"),
    [
        ("10", "USD", "10.00"),
        ("0.01", "EUR", "0.01"),
        ("1000", "JPY", "1000"),
        ("500", "HUF", "500"),
        ("9", "TWD", "9"),
    ],
)
def test_amounts_are_written_as_paypal_takes_them(text, currency, value):
    amount = Money.of(text, currency)

    assert is_payable(amount)
    assert write_money(amount) == {"currency_code": currency, "value": value}
    assert read_money(Said.of({"amount": write_money(amount)}), "amount") == amount


@pytest.mark.parametrize(
    ("text", "currency"),
    [("0", "USD"), ("-1", "USD"), ("0.001", "USD"), ("10.50", "HUF"), ("0.01", "TWD"), ("0.5", "JPY")],
)
def test_what_paypal_cannot_pay(text, currency):
    assert not is_payable(Money.of(text, currency))


@pytest.mark.parametrize("said", [None, {}, {"currency_code": "USD"}, {"currency_code": "usd", "value": "1"}, "1 USD"])
def test_what_is_no_amount_is_unreadable(said):
    with pytest.raises(UnreadableError):
        read_money(Said.of({"amount": said}), "amount")
