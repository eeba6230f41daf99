"""Customers, and who else paid from the same account."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel_refunds.errors import Refused


def test_a_customer_nobody_heard_of_is_not_there(till):
    with till.read() as books:
        assert books.find_customer("nobody") is None
        with pytest.raises(Refused, match="not_found"):
            books.get_customer("nobody")


def test_a_changed_customer_is_seen_at_once_and_later(till, clock):
    wallet_id = till.wallet("c1")
    with till.begin(wallet_id) as books:
        changed = replace(books.get_customer("c1"), state="terminated", changed_at=clock.forward(days=1), cause="tos")
        books.save_customer(changed)
        assert books.get_customer("c1") == changed

    with till.read() as books:
        assert books.get_customer("c1") == changed


def test_what_another_transaction_did_to_the_customer_is_seen_behind_the_lock(till):
    wallet_id = till.wallet("c1")
    with till.begin(wallet_id) as books:
        books.save_customer(replace(books.get_customer("c1"), state="suspended"))

    with till.begin(wallet_id) as books:
        assert books.get_customer("c1").state == "suspended"


def test_a_shared_payment_account_shows_the_others_and_not_oneself(till):
    till.deposit("c1", fingerprint="card-a")
    till.deposit("c1", fingerprint="card-a")
    till.deposit("c2", fingerprint="card-a")
    till.deposit("c3", fingerprint="card-b")
    till.deposit("c4")

    with till.read() as books:
        assert books.shared_payment_accounts("c1") == ("c2",)
        assert books.shared_payment_accounts("c3") == ()
        assert books.shared_payment_accounts("c4") == ()
