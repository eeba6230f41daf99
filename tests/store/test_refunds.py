"""Refunds are read as they were written, by id, by request and by wallet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel_refunds.errors import Refused


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
