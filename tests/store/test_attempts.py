"""Attempts are fenced, keys are used once, and a deposit has one try at a time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE
from panel_refunds.refunds.attempt import Attempt
from panel_refunds.refunds.dispute import Dispute


@pytest.fixture
def attempt(till) -> Attempt:
    deposit = till.deposit()
    _, refund = till.request(deposit)
    made = new_attempt(till, refund, deposit)
    with till.begin(deposit.wallet_id) as books:
        books.add_attempt(made)
    return made


def new_attempt(till, refund, deposit, **details) -> Attempt:
    attempt_id = till.new_id("attempt")
    return Attempt(
        **{
            "attempt_id": attempt_id,
            "refund_id": refund.refund_id,
            "wallet_id": refund.wallet_id,
            "deposit_id": deposit.deposit_id,
            "gateway": "stripe",
            "payment": deposit.payment,
            "key": attempt_id,
            "amount": SCALE,
            "currency": "USD",
            "request_hash": "0" * 64,
            "state": "prepared",
            "created_at": till.now(),
            **details,
        }
    )


def test_an_attempt_is_read_as_it_was_written(till, attempt):
    with till.read() as books:
        assert books.get_attempt(attempt.attempt_id) == attempt
        assert books.attempts_of(attempt.refund_id) == [attempt]
        assert books.find_open_attempt(attempt.deposit_id) == attempt
        with pytest.raises(Refused, match="not_found"):
            books.get_attempt("att_unknown")


def test_only_who_holds_the_fence_writes(till, attempt):
    mine = replace(attempt, state="sending", fence=1, lease_until=till.now() + timedelta(minutes=1), sends=1)
    with till.begin(attempt.wallet_id) as books:
        assert books.save_attempt(mine, fence=0)
    with till.begin(attempt.wallet_id) as books:
        assert not books.save_attempt(replace(attempt, state="failed"), fence=0)
        assert books.get_attempt(attempt.attempt_id) == mine
        assert books.save_attempt(replace(mine, state="succeeded"), fence=1)

    with till.read() as books:
        assert books.find_open_attempt(attempt.deposit_id) is None


def test_a_second_open_attempt_on_a_deposit_is_impossible(till, attempt):
    with till.read() as books:
        deposit, refund = books.get_deposit(attempt.deposit_id), books.get_refund(attempt.refund_id)

    with pytest.raises(Refused, match="locked"), till.begin(attempt.wallet_id) as books:
        books.add_attempt(new_attempt(till, refund, deposit))
    with till.begin(attempt.wallet_id) as books:
        books.add_attempt(new_attempt(till, refund, deposit, state="failed"))
    with till.read() as books:
        assert [each.state for each in books.attempts_of(refund.refund_id)] == ["prepared", "failed"]


def test_a_key_is_used_once(till, attempt):
    with till.read() as books:
        deposit, refund = books.get_deposit(attempt.deposit_id), books.get_refund(attempt.refund_id)

    with pytest.raises(Refused, match="locked"), till.begin(attempt.wallet_id) as books:
        books.add_attempt(new_attempt(till, refund, deposit, key=attempt.key, state="failed"))


def test_a_dispute_is_open_until_it_is_decided(till, clock):
    deposit = till.deposit()
    dispute = Dispute(till.new_id("dispute"), deposit.wallet_id, deposit.deposit_id, SCALE, "inquiry", clock())
    with till.begin(deposit.wallet_id) as books:
        books.add_dispute(dispute)
        assert books.find_open_dispute(deposit.deposit_id) == dispute
    with till.begin(deposit.wallet_id) as books:
        books.save_dispute(won := replace(dispute, state="won", closed_at=clock()))

    with till.read() as books:
        assert books.find_open_dispute(deposit.deposit_id) is None
        assert books.disputes_of(deposit.wallet_id) == [won]
