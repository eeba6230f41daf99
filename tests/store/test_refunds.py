"""Refunds, and what of a deposit went back or is on its way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel_refunds.errors import Refused
from panel_refunds.money import SCALE
from panel_refunds.store import RefundSums


def test_a_refund_is_read_as_it_was_written(till, clock):
    request, refund = till.request(till.deposit())
    with till.begin(request.wallet_id) as books:
        books.save_refund(
            changed := replace(refund, state="sent", reference="re_1", sent_at=clock(), task="look", why="x")
        )

    with till.read() as books:
        assert books.get_refund(refund.refund_id) == changed
        assert books.refunds_of(request.request_id) == [changed]
        assert books.refunds_by_id([refund.refund_id, "rf_unknown"]) == [changed]
        with pytest.raises(Refused, match="not_found"):
            books.get_refund("rf_unknown")


def test_refunds_of_a_wallet_can_be_narrowed_to_deposits(till):
    first, second = till.deposit(), till.deposit()
    _, one = till.request(first)
    _, two = till.request(second)

    with till.read() as books:
        assert books.refunds_of_wallet(first.wallet_id) == [one, two]
        assert books.refunds_of_wallet(first.wallet_id, [second.deposit_id]) == [two]
        assert books.refunds_of_wallet(first.wallet_id, []) == []


def test_failed_and_stopped_refunds_count_for_nothing(till):
    deposit, untouched = till.deposit(amount=100), till.deposit()
    till.request(deposit, 20, bonus_deducted=2 * SCALE, own_fee=SCALE)
    till.request(deposit, 10, processor_fee=None)
    for state in ("failed", "stopped"):
        _, refund = till.request(deposit, 5)
        with till.begin(deposit.wallet_id) as books:
            books.save_refund(replace(refund, state=state))

    with till.read() as books:
        sums = books.refund_sums(deposit.wallet_id, [deposit.deposit_id, untouched.deposit_id])
    assert sums == {
        deposit.deposit_id: RefundSums(fee_kept=SCALE, gross=30 * SCALE, net=26 * SCALE),
        untouched.deposit_id: RefundSums(),
    }
    assert all(type(figure) is int for figure in sums[deposit.deposit_id])
