"""Deposits and bonuses are shown in their currency's own digits."""

from __future__ import annotations

import pytest
from tests.web.panel import Panel


@pytest.mark.parametrize(
    ("currency", "amount", "fee"), [("USD", "50.00", "1.75"), ("JPY", "5000", "175"), ("KWD", "5.000", "0.175")]
)
def test_amounts_have_the_digits_of_their_currency(panel: Panel, currency: str, amount: str, fee: str) -> None:
    deposit = panel.deposit(amount, currency=currency, fee=fee)

    assert (deposit["amount"], deposit["fee"], deposit["currency"]) == (amount, fee, currency)


def test_an_unknown_fee_is_null_and_not_zero(panel: Panel) -> None:
    assert panel.deposit(fee=None)["fee"] is None
    assert panel.deposit(fee="0.00")["fee"] == "0.00"


def test_a_fingerprint_is_kept_and_never_shown(panel: Panel) -> None:
    assert "card-1" not in str(panel.deposit(fingerprint="card-1"))


def test_a_bonus_says_when_it_was_granted(panel: Panel) -> None:
    bonus = panel.post("/bonuses", {"customer": "c1", "amount": "5"}).body

    assert (bonus["amount"], bonus["granted_at"]) == ("5.00", "2026-09-01T14:00:00Z")
