"""A deposit is credited once, with its amount, at its time, and its fee is booked once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.audit.books_of import read_of
from tests.ledger.purse import day, deposited, dollars, make_wallet

from panel_refunds.ledger.audit.deposits import check_deposit
from panel_refunds.ledger.deposit import Deposit, book_fee

OWNER = ("c1", "USD")


def deposit(**change: Any) -> Deposit:
    made = Deposit(
        "d1", "wal_1", "c1", "USD", "stripe", "pay_1", "card", dollars(50), day(0), "default@1", fee=dollars(1.5)
    )
    return replace(made, **change)


def found(told: Deposit, *, times: int = 1, fees: int = 1) -> list[str]:
    wallet = make_wallet()
    for _ in range(times):
        deposited(wallet, dollars(50))
    for _ in range(fees):
        book_fee(wallet, deposit_id="d1", gateway="stripe", fee=dollars(1.5), at=day(0))
    return [fault.code for fault in check_deposit(told, OWNER, read_of(wallet))]


def test_a_deposit_as_it_was_credited_has_no_faults() -> None:
    assert found(deposit()) == []
    assert found(deposit(fee=None), fees=0) == []
    assert found(deposit(fee=0), fees=0) == []


@pytest.mark.parametrize("change", [{"customer_id": "c2"}, {"currency": "EUR"}])
def test_a_deposit_is_its_wallets(change: dict[str, Any]) -> None:
    assert found(deposit(**change)) == ["deposit_misplaced"]


@pytest.mark.parametrize("change", [{"amount": dollars(51)}, {"credited_at": day(1)}])
def test_a_deposit_with_other_figures_is_found(change: dict[str, Any]) -> None:
    assert found(deposit(**change)) == ["deposit_not_credited"]


@pytest.mark.parametrize("times", [0, 2])
def test_a_deposit_is_credited_once(times: int) -> None:
    assert found(deposit(), times=times) == ["deposit_not_credited"]


@pytest.mark.parametrize(
    ("fee", "fees"), [(None, 1), (0, 1), (dollars(2), 1), (dollars(1.5), 0), (dollars(1.5), 2), (dollars(3), 2)]
)
def test_a_fee_is_booked_once_as_it_is_known(fee: int | None, fees: int) -> None:
    assert found(deposit(fee=fee), fees=fees) == ["deposit_fee_differs"]
