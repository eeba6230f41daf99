"""Amounts become units when the tenant is loaded, exactly or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.errors import Refused
from panel_refunds.money import MAX_UNITS, format_units
from panel_refunds_cel.amounts import with_units
from panel_refunds_cel.tokens import parse_tokens


def replaced(source):
    return with_units(source, parse_tokens(source))


@given(st.integers(min_value=-MAX_UNITS, max_value=MAX_UNITS))
def test_every_amount_there_is_becomes_its_units(units):
    assert replaced(f'asked > money("{format_units(units)}")') == f"asked > ({units})"


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        ("asked > money( '20.00' ) && true", "asked > (2000000000) && true"),
        ("money('0.00000001') < cash - money(\"1\")", "(1) < cash - (100000000)"),
        ("asked > money('20.00 EUR')", 'asked > amount_in(currency, "EUR", 2000000000)'),
        ("customer == 'money(\"1\")'", "customer == 'money(\"1\")'"),
        ("d.money('1')", "d.money('1')"),
        ("money", "money"),
    ],
)
def test_only_amounts_are_replaced(source, runs):
    assert replaced(source) == runs


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("money('20,00')", "plain decimal number"),
        ("money('')", "is no amount"),
        ("money('1e3')", "plain decimal number"),
        ("money('0.123456789')", "At most 8 digits"),
        ("money('92233720369')", "too large"),
        ("money('1.00 XYZ')", "'XYZ' is not known"),
        ("money('1.00 usd')", "is no amount"),
        ("money('EUR 1.00')", "is no amount"),
        ("money(currency)", "takes an amount in quotes"),
        ("money(20)", "takes an amount in quotes"),
        ("money('1' + '2')", "takes an amount in quotes"),
        ("money(", "takes an amount in quotes"),
    ],
)
def test_an_amount_that_cannot_be_read_is_refused_with_its_place(source, says):
    with pytest.raises(Refused) as refused:
        replaced(source)

    assert says in refused.value.text
    assert 'money("20.00")' in refused.value.text
    assert "column" in refused.value.text
