"""Which word of a gateway may follow which: never downwards, and success is not the end."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from typing import get_args

import pytest

from panel_refunds.refunds.attempt import OPEN, Attempt, AttemptState

STATES = get_args(AttemptState)
OUTCOMES = {"pending", "action_required", "succeeded", "failed", "canceled", "rejected", "unknown"}

# What the contract with gateways says, word by word.
MAY_FOLLOW = {
    # found impossible before a byte left, or sent
    "prepared": {"sending", "rejected"},
    # not executed: back to prepared, later with the same key
    "sending": OUTCOMES | {"prepared"},
    # looked up, or sent again with the same key
    "unknown": (OUTCOMES | {"sending"}) - {"unknown"},
    "pending": OUTCOMES - {"pending"},
    "action_required": OUTCOMES - {"action_required"},
    # a late failure: the money comes back
    "succeeded": {"failed", "canceled"},
    "failed": set(),
    "canceled": set(),
    "rejected": set(),
}


def attempt(state: str) -> Attempt:
    return Attempt(
        attempt_id="att_1",
        refund_id="rf_1",
        wallet_id="wal_1",
        deposit_id="d1",
        gateway="stripe",
        payment="ch_1",
        key="att_1",
        amount=1,
        currency="USD",
        request_hash="",
        state=state,
        created_at=datetime(2025, 9, 1, tzinfo=UTC),
    )


@pytest.mark.parametrize(("before", "after"), list(product(STATES, STATES)))
def test_a_state_follows_another_exactly_where_the_contract_says_so(before, after):
    assert attempt(before).may_become(after) is (after in MAY_FOLLOW[before])


def test_every_state_is_spoken_of():
    assert set(STATES) == MAY_FOLLOW.keys()


def test_nothing_that_a_gateway_may_have_is_ever_prepared_or_sent_anew():
    """F5, F6: only what surely did not run goes back to the start."""
    assert [state for state in STATES if attempt(state).may_become("prepared")] == ["sending"]
    assert {state for state in STATES if attempt(state).may_become("sending")} == {"prepared", "unknown"}


def test_an_attempt_is_open_until_its_outcome_is_known():
    assert set(STATES) - OPEN == {"succeeded", "failed", "canceled", "rejected"}
    assert all(attempt(state).may_become("succeeded") for state in OPEN - {"prepared"})
