"""Which requests block another one, and which finance may decide."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import get_args

import pytest

from panel_refunds.refunds.request import DECIDABLE, Ask, RefundRequest, RequestState


@pytest.mark.parametrize(
    ("state", "blocks"),
    [
        ("waiting_for_customer", True),
        ("in_review", True),
        ("approved", True),
        ("sending", True),
        ("sent", True),
        ("paid", False),
        ("declined", False),
        ("withdrawn", False),
        ("failed", False),
    ],
)
def test_a_request_blocks_another_until_it_is_over(state, blocks):
    """F17."""
    request = RefundRequest(
        request_id="rr_1",
        wallet_id="wal_1",
        customer_id="c1",
        currency="USD",
        site="shop.example",
        ask=Ask(1),
        state=state,
        recommend="approve",
        policy="default@2025-08-29",
        opened_at=datetime(2025, 9, 1, tzinfo=UTC),
    )

    assert request.open is blocks


def test_a_failed_request_may_be_approved_again_and_a_closed_or_sent_one_may_not():
    assert {"failed", "in_review", "waiting_for_customer"} == DECIDABLE
    assert set(get_args(RequestState)) > DECIDABLE
