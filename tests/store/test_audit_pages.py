"""The audit turns every page of the books, and leaves no row out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.store.till import Till

from panel_refunds.store.audit_pages import AFTER_ALL, AuditPages


@contextmanager
def pages_of(till: Till) -> Iterator[AuditPages]:
    with till.read() as books:
        yield AuditPages.of(books)


def test_wallets_come_page_by_page_in_the_order_of_their_ids(till: Till) -> None:
    ids = sorted(till.wallet(f"c{number}") for number in range(3))
    with pages_of(till) as pages:
        first = pages.wallets("", 2)
        rest = pages.wallets(first[-1].wallet_id, 2)

    assert [wallet.wallet_id for wallet in (*first, *rest)] == ids


def test_entries_and_postings_come_by_ranges_that_leave_nothing_out(till: Till) -> None:
    for number in range(5):
        till.deposit(f"c{number % 2}")
    places, legs, after = [], 0, ("", 0)
    with pages_of(till) as pages:
        while lines := pages.entries(after, AFTER_ALL, 2):
            last = (lines[-1].wallet_id, lines[-1].number)
            legs += len(pages.postings(after, last))
            places += [(line.wallet_id, line.number) for line in lines]
            after = last
        assert pages.postings(after, (AFTER_ALL, 1)) == []

    assert len(places) == 5
    assert places == sorted(places)
    assert legs == 10


def test_rows_are_found_by_what_they_belong_to(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are: they are asked for in parts."""
    monkeypatch.setattr("panel_refunds.store.audit_pages.MOST_AT_ONCE", 2)
    deposits = [till.deposit(f"c{number}") for number in range(5)]
    till.deposit("another")
    wallets = [deposit.wallet_id for deposit in deposits]
    with pages_of(till) as pages:
        assert pages.deposits(wallets) == deposits
        assert [customer.customer_id for customer in pages.customers(["c1", "c3", "c1", "nobody"])] == ["c1", "c3"]
        assert pages.refunds(wallets) == pages.disputes(wallets) == pages.attempts(["rf_x"]) == []
        assert pages.orders([]) == pages.slices([]) == []


def test_lots_say_whose_they_are_and_whether_they_count_as_open(till: Till) -> None:
    deposit = till.deposit()
    with till.read() as books:
        (lot,) = books.wallet(deposit.wallet_id).lots.values()
    with pages_of(till) as pages:
        (kept,) = pages.lots([lot.lot_id])

    assert (kept.lot, kept.wallet_id, kept.is_open) == (lot, deposit.wallet_id, True)


def test_a_row_that_cannot_be_read_is_noted_and_the_others_are_read(
    till: Till, change_rows: Callable[[str], Any]
) -> None:
    if till.store.dialect != "sqlite":
        pytest.skip("the columns of PostgreSQL refuse it")
    good, bad = till.deposit(), till.deposit()
    change_rows(f"UPDATE deposit SET credited_at = 'soon' WHERE deposit_id = '{bad.deposit_id}'")
    with pages_of(till) as pages:
        assert pages.deposits([good.wallet_id]) == [good]
        (fault,) = pages.unreadable

    assert (fault.code, fault.ids) == ("row_unreadable", (bad.deposit_id,))
