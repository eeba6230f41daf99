"""The sum behind a refund: it begins at the deposit where it can, and always comes out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.money import format_units, minor_unit, parse_units
from panel_refunds.policy.finding import Finding
from panel_refunds.policy.spelled_out import spelled_out, sum_of


def finding(**figures: str) -> Finding:
    return Finding("amounts", "allow", "refundable", "2.4", "x", "dep_1", figures=figures)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (
            {"deposited": "50.00", "spent": "10.00", "gross": "40.00", "fee": "1.75", "net": "38.25"},
            "50.00 − 10.00 spent − 1.75 fee = 38.25",
        ),
        (
            {"deposited": "50.00", "spent": "0.00", "gross": "50.00", "fee": "1.75", "net": "48.25"},
            "50.00 − 1.75 fee = 48.25",
        ),
        (
            {"deposited": "50.00", "spent": "10.00", "gross": "20.00", "fee": "1.75", "net": "18.25"},
            "20.00 − 1.75 fee = 18.25",
        ),
        (
            {
                "deposited": "50.00",
                "spent": "0.00",
                "gross": "50.00",
                "fee": "1.75",
                "net": "40.00",
                "own_fee": "3.25",
                "bonus_deducted": "5.00",
            },
            "50.00 − 1.75 fee − 3.25 own fee − 5.00 spent bonus = 40.00",
        ),
        ({"deposited": "50.00", "spent": "10.00", "gross": "40.00"}, "50.00 − 10.00 spent − a fee not known yet"),
        ({"deposited": "50.00", "spent": "0.00", "gross": "50.00", "fee": "0.00", "net": "50.00"}, None),
        (
            {"deposited": "50.00", "spent": "0.00", "refunded": "20.00", "gross": "30.00", "fee": "0", "net": "30.00"},
            "50.00 − 20.00 refunded before = 30.00",
        ),
        (
            {"deposited": "50.00", "spent": "5.00", "elsewhere": "15.00", "gross": "30.00", "fee": "0", "net": "30.00"},
            "50.00 − 5.00 spent − 15.00 paid back elsewhere = 30.00",
        ),
        (
            {"deposited": "50.00", "spent": "10.00", "refunded": "20.00", "gross": "5.00", "fee": "1", "net": "4.00"},
            "5.00 − 1 fee = 4.00",
        ),
        ({"until": "2025-09-15"}, None),
        ({"gross": "1.00", "fee": "1.75"}, None),
    ],
)
def test_it_is_written_as_on_paper(figures, said):
    assert spelled_out(finding(**figures)) == said


amounts = st.integers(0, 10**6).map(lambda cents: cents * minor_unit("USD"))


@given(amounts, amounts, amounts, amounts, amounts)
def test_every_sum_that_is_written_is_right(gross, spent, fee, own, deducted):
    kept = fee + own + deducted
    figures = {
        "deposited": gross + spent,
        "spent": spent,
        "gross": gross,
        "fee": fee,
        "own_fee": own,
        "bonus_deducted": deducted,
        "net": gross - kept,
    }

    said = spelled_out(finding(**{name: format_units(units, "USD") for name, units in figures.items()}))

    if said is None:
        assert kept == 0
        return
    terms, total = said.split(" = ")
    first, *others = (parse_units(re.match(r"[\d.]+", term).group()) for term in terms.split(" − "))
    assert first - sum(others) == parse_units(total) == gross - kept


def test_the_terms_can_be_said_in_any_language():
    found = sum_of(
        {"deposited": "50.00", "spent": "10.00", "gross": "40.00", "fee": "1.75", "own_fee": "0.00", "net": "38.25"}
    )

    assert found is not None
    assert [(term.kind, term.amount) for term in found.terms] == [
        ("deposited", "50.00"),
        ("spent", "10.00"),
        ("fee", "1.75"),
    ]
    assert found.net == "38.25"
    assert sum_of({"until": "2025-09-15"}) is None
