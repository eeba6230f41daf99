"""The books are all chapters together, one transaction of one tenant."""

from __future__ import annotations

import pytest

from panel_refunds.store import Books


def test_no_chapter_hides_what_another_one_offers():
    offered = [
        name
        for chapter in Books.__bases__
        for name, value in vars(chapter).items()
        if callable(value) and not name.startswith("_")
    ]

    assert len(offered) == len(set(offered))
    assert all(getattr(Books, name).__doc__ for name in offered)


def test_locks_come_first_and_an_unknown_owner_locks_nothing(till):
    deposit = till.deposit("c1")

    with till.store.begin(till.tenant, owner=("c2", "USD"), new_id=till.new_id) as books:
        assert books.find_wallet("c2", "USD") is None
        with pytest.raises(ValueError, match="not locked"):
            books.wallet(deposit.wallet_id)
        assert books.ensure_wallet("c2", "USD", till.now())
