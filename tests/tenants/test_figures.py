"""Figures are exact text: read as shown, never as numbers."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.money import minor_unit
from panel_refunds.policy.settings import ZERO, Amounts
from panel_refunds.tenants.figures import AmountsIn, PercentPpm
from panel_refunds.tenants.page import Page

_currencies = st.sampled_from(["EUR", "JPY", "KWD", "BTC"])


def _read(kind, text: str):
    return kind.read(Page(Path("x.toml"), tomllib.loads(f"x = {text}"), {}).root.child("x"))


@given(st.dictionaries(_currencies, st.integers(0, 10**9), min_size=1))
def test_amounts_per_currency_are_read_as_they_are_shown(minor) -> None:
    amounts = Amounts({currency: count * minor_unit(currency) for currency, count in minor.items()})
    assert _read(AmountsIn("EUR"), AmountsIn("EUR").shows(amounts)) == amounts


@given(st.integers(0, 1_000_000))
def test_any_share_is_read_as_it_is_shown(ppm) -> None:
    assert _read(PercentPpm(), PercentPpm().shows(ppm)) == ppm


def test_a_bare_figure_is_in_the_tenant_s_currency_and_others_have_none() -> None:
    amounts = _read(AmountsIn("JPY"), '"500"')
    assert amounts.find("JPY") == 50_000_000_000
    assert amounts.find("EUR") is None


def test_zero_alone_is_zero_everywhere_and_in_a_table_only_there() -> None:
    assert _read(AmountsIn("EUR"), '"0.00"') == ZERO
    assert AmountsIn("EUR").shows(ZERO) == '"0"'
    assert _read(AmountsIn("EUR"), '{ EUR = "0" }').find("USD") is None


@pytest.mark.parametrize("text", ["5", "5.0", "0"])
def test_a_number_without_quotes_is_refused_with_the_quotes_it_needs(written, faults_of, text) -> None:
    (fault,) = faults_of(AmountsIn("EUR").read, written(f"x = {text}"))
    assert fault.advice == f'Write it in quotes: "{text}".'


@pytest.mark.parametrize(
    "text", ['"1e5"', '"NaN"', '" 5"', '"5 EUR"', '"1,000"', '"99999999999999"', '"+5"', "[]", "true"]
)
def test_what_is_no_plain_decimal_is_refused(written, faults_of, text) -> None:
    (fault,) = faults_of(AmountsIn("EUR").read, written(f"x = {text}"))
    assert fault.key == "x"


def test_every_bad_currency_of_a_table_is_told(written, faults_of) -> None:
    faults = faults_of(AmountsIn("EUR").read, written('x = { EUR = "x", JPY = "0.1", XXQ = "1", USD = "1" }'))
    assert [fault.key for fault in faults] == ["x.EUR", "x.JPY", "x.XXQ"]
