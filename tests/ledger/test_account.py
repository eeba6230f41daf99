"""The chart of accounts knows its own names and no others."""

from __future__ import annotations

import pytest

from panel_refunds.ledger.account import HOUSE, OF_CUSTOMER, clearing, is_account


def test_every_gateway_has_a_clearing_account():
    assert clearing("stripe") == "gateway:stripe"
    assert is_account(clearing("stripe"))


@pytest.mark.parametrize("name", sorted(OF_CUSTOMER | HOUSE))
def test_the_accounts_of_the_chart_are_accounts(name):
    assert is_account(name)


@pytest.mark.parametrize("name", ["", "gateway:", "gateway", "Cash", "suspense", "cash "])
def test_anything_else_is_none(name):
    assert not is_account(name)


def test_no_account_is_the_customer_s_and_the_house_s():
    assert not OF_CUSTOMER & HOUSE
