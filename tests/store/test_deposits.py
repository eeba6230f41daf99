"""Deposits are found by id, by payment, and by whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE


def test_a_deposit_is_read_as_it_was_written(till):
    deposit = till.deposit(fee=SCALE, fingerprint="card", display="Visa •••• 4242")

    with till.read() as books:
        assert books.get_deposit(deposit.deposit_id) == deposit
        assert books.find_deposit_by_payment("stripe", deposit.payment) == deposit
        assert books.find_deposit_by_payment("paypal", deposit.payment) is None


def test_an_unknown_deposit_is_refused(till):
    with till.read() as books, pytest.raises(Refused) as refused:
        books.get_deposit("dep_unknown")

    assert (refused.value.code, refused.value.field) == ("not_found", "deposit_id")


def test_a_change_is_seen_in_the_same_transaction(till):
    deposit = till.deposit()

    with till.begin(deposit.wallet_id) as books:
        books.save_deposit(replace(deposit, fee=2 * SCALE))
        books.save_deposit(replace(deposit, fee=3 * SCALE))
        assert books.get_deposit(deposit.deposit_id).fee == 3 * SCALE


def test_deposits_come_oldest_first(till, clock):
    deposits = []
    for days in (3, 0, 5):
        clock.forward(days=days)
        deposits.append(till.deposit())

    with till.read() as books:
        assert books.deposits_of(deposits[0].wallet_id) == deposits
        assert list(books.deposits_by_id([each.deposit_id for each in reversed(deposits)]).values()) == deposits
        assert books.deposits_by_id([]) == {}


def test_deposits_are_listed_page_by_page(till):
    mine = [till.deposit("c1") for _ in range(3)]
    till.deposit("c2")

    with till.read() as books:
        first = books.list_deposits(customer_id="c1", limit=2)
        rest = books.list_deposits(customer_id="c1", after=first[-1].deposit_id)
        assert [*first, *rest] == mine
        assert len(books.list_deposits()) == 4
        assert len(books.list_deposits(after=mine[0].deposit_id, limit=2)) == 2


def test_no_deposit_is_credited_beyond_what_the_books_allow(till):
    deposit = till.deposit(amount=10)

    with pytest.raises(Exception, match=r"ck_deposit_external|CHECK"), till.begin(deposit.wallet_id) as books:
        books.save_deposit(replace(deposit, external_refunded=11 * SCALE))


def test_the_newest_deposits_come_first_and_no_more_than_asked_for(till, clock):
    made = []
    for _ in range(3):
        made.append(till.deposit("c1"))
        clock.forward(minutes=1)
    till.deposit("c2")

    with till.read() as books:
        assert books.newest_deposits(made[0].wallet_id, 2) == [made[2], made[1]]
