"""The sums of a wallet are those of its rows, and no deposit pays back more than came in."""

from __future__ import annotations

from typing import Any

import pytest
from tests.ledger.purse import day, dollars
from tests.refunds.audit.paid_wallet import REFUND, SPLIT, Books, paid_books

from panel_refunds.ledger.spend import charge_order
from panel_refunds.ledger.wallet import Wallet
from panel_refunds.refunds.audit.check_totals import check_never_too_much, check_totals
from panel_refunds.refunds.audit.wallet_facts import WalletFacts


def found(books: Books, facts: WalletFacts, outstanding: int = 0) -> list[str]:
    return [fault.code for fault in check_totals(facts, books.journal, outstanding)]


def too_much(facts: WalletFacts, **deducted: int) -> list[str]:
    return [fault.code for fault in check_never_too_much(facts, deducted)]


def test_the_sums_of_a_wallet_are_those_of_its_rows() -> None:
    books = paid_books()

    assert books.journal.accounts["gateway:stripe"] == dollars(1.5) - dollars(50) + SPLIT.net
    assert found(books, books.facts) == []


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"deposit": {"amount": dollars(51)}}, ["clearing_differs"]),
        ({"deposit": {"fee": None}}, ["clearing_differs", "fees_differ"]),
        ({"deposit": {"gateway": "paypal"}}, ["clearing_differs", "clearing_differs"]),
        ({"refund": {"gross": dollars(21)}}, ["clearing_differs"]),
        ({"refund": {"state": "failed"}}, ["clearing_differs", "fees_differ", "fees_differ"]),
        ({"refund": {"own_fee": dollars(1)}}, ["clearing_differs", "fees_differ"]),
        ({"refunds": {}}, ["clearing_differs", "fees_differ", "fees_differ"]),
    ],
)
def test_rows_that_add_up_to_something_else_are_found(change: dict[str, Any], codes: list[str]) -> None:
    books = paid_books()

    assert found(books, books.but(**change)) == codes


def test_what_was_sold_is_what_the_orders_did_not_give_back() -> None:
    def order(wallet: Wallet) -> None:
        charge_order(wallet, order_id="o1", amount=dollars(8), first=("cash", "bonus"), at=day(3))

    books = paid_books(order)

    assert found(books, books.facts, outstanding=dollars(8)) == []
    assert found(books, books.facts, outstanding=dollars(7)) == ["sales_differ"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({"refund": {"gross": dollars(50)}}, []),
        ({"refund": {"gross": dollars(50) + 1}}, ["deposit_overpaid"]),
        ({"refund": {"gross": dollars(51), "bonus_deducted": dollars(1)}}, []),
        ({"refund": {"gross": dollars(51), "state": "failed"}}, []),
        ({"refund": {"gross": dollars(51), "state": "held"}}, ["deposit_overpaid"]),
        ({"deposit": {"external_refunded": dollars(32)}}, []),
        ({"deposit": {"external_refunded": dollars(33)}}, ["deposit_overpaid"]),
    ],
)
def test_no_more_goes_back_than_came_in(change: dict[str, Any], codes: list[str]) -> None:
    assert too_much(paid_books().but(**change)) == codes


def test_bonuses_count_as_paid_for_no_more_than_refunds_have_charged() -> None:
    books = paid_books()
    charged = books.but(refund={"bonus_deducted": 5})

    assert REFUND.bonus_deducted == 0
    assert too_much(charged, d1=5) == []
    assert too_much(charged, d1=6) == ["bonus_deducted_differs"]
    assert too_much(charged, d1=-1) == ["bonus_deducted_differs"]
