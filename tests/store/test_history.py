"""Looking back over one customer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import Money


def test_the_last_use_is_the_latest_deposit_or_order(till, clock):
    deposit = till.deposit()
    clock.forward(days=2)
    till.order(deposit.wallet_id)
    ordered_at = clock()
    with till.read() as books:
        assert books.last_use_at(deposit.wallet_id) == ordered_at
    clock.forward(days=2)
    till.deposit()

    with till.read() as books:
        assert books.last_use_at(deposit.wallet_id) == clock()
        assert books.last_use_at("wal_unknown") is None


def test_a_wallets_currency_is_known_by_its_id(till):
    wallet_id = till.wallet(currency="EUR")

    with till.read() as books:
        assert books.currency_of(wallet_id) == "EUR"
        with pytest.raises(Refused, match="not_found"):
            books.currency_of("wal_unknown")


def test_the_history_has_the_newest_first(till, clock):
    deposit = till.deposit(amount=50)
    request, refund = till.request(deposit, 20)
    clock.forward(days=1)
    till.order(deposit.wallet_id, 5)
    with till.begin(deposit.wallet_id) as books:
        books.save_refund(replace(refund, state="paid", paid_at=clock()))

    with till.read() as books:
        history = books.history_of("c1")
    assert history.deposits == ((deposit.credited_at, Money.of("50", "USD")),)
    assert history.orders == ((clock(), Money.of("5", "USD")),)
    assert history.requests == (request.opened_at,)
    assert history.refunds == ((clock(), Money.of("20", "USD")),)


def test_forfeited_customers_are_named(till):
    wallet_id = till.wallet("c1")
    till.wallet("c2")
    with till.begin(wallet_id) as books:
        books.save_customer(replace(books.get_customer("c1"), state="forfeited"))

    with till.read() as books:
        assert books.forfeited_among({"c1", "c2", "c3"}) == {"c1"}
        assert books.forfeited_among(set()) == set()


def test_what_was_approved_lately_is_added_up(till, clock):
    deposit = till.deposit(amount=100)
    for amount, state in ((10, "approved"), (20, "paid"), (30, "stopped")):
        request, refund = till.request(deposit, amount)
        with till.begin(deposit.wallet_id) as books:
            books.save_request(replace(request, state="approved", decided_at=clock()))
            books.save_refund(replace(refund, state=state))

    with till.read() as books:
        assert books.approved_gross_since("c1", "USD", clock()) == Money.of("30", "USD").units
        assert books.approved_gross_since("c1", "USD", clock() + timedelta(seconds=1)) == 0
        assert books.approved_gross_since("c1", "EUR", clock()) == 0


def test_the_journal_is_told_page_by_page_with_its_postings(till):
    deposit = till.deposit(amount=50)
    till.order(deposit.wallet_id, 10)

    with till.read() as books:
        whole = books.journal_of(deposit.wallet_id)
        pages = [books.journal_of(deposit.wallet_id, after=number, limit=1) for number in range(len(whole) + 1)]

    assert [entry.kind for entry in whole] == ["deposit_credited", "order_charged"]
    assert [posting.account for posting in whole[0].postings] == ["gateway:stripe", "cash"]
    assert all(sum(posting.amount for posting in entry.postings) == 0 for entry in whole)
    assert whole[1].previous_hash == whole[0].hash
    assert pages == [[whole[0]], [whole[1]], []]


def test_a_wallet_of_nobody_has_no_journal(till):
    with till.read() as books:
        assert books.journal_of("wal_unknown") == []
