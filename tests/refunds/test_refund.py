"""The state of a request is that of its refunds together, and each refund knows its figures."""

from __future__ import annotations

from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds.refunds.refund import AT_GATEWAY, HOLDING, Refund, RefundState, request_state

STATES = get_args(RefundState)


def refund(state: str = "held", fee: int | None = 175) -> Refund:
    return Refund(
        refund_id="rf_1",
        request_id="rr_1",
        wallet_id="wal_1",
        deposit_id="d1",
        gross=4000,
        processor_fee=fee,
        own_fee=100,
        bonus_deducted=25,
        touches_own_lot=True,
        state=state,
    )


def together(*states: str) -> str:
    return request_state([refund(state) for state in states], "in_review")


@pytest.mark.parametrize(
    ("state", "request_is"),
    [
        ("held", "in_review"),
        ("approved", "approved"),
        ("sending", "sending"),
        ("sent", "sent"),
        ("paid", "paid"),
        ("failed", "failed"),
        ("stopped", "declined"),
    ],
)
def test_a_request_of_one_deposit_is_where_its_refund_is(state, request_is):
    assert together(state) == request_is
    assert together(state, state) == request_is


@pytest.mark.parametrize(
    ("states", "request_is"),
    [
        (("sending", "sent"), "sending"),
        (("sending", "paid"), "sending"),
        (("sending", "failed"), "sending"),
        (("sent", "paid"), "sent"),
        (("sent", "failed"), "sent"),
        (("paid", "failed"), "paid"),
        (("paid", "stopped"), "paid"),
        (("failed", "stopped"), "failed"),
        (("approved", "paid"), "approved"),
        (("approved", "failed"), "approved"),
        (("held", "paid"), "in_review"),
    ],
)
def test_of_several_the_one_furthest_from_its_end_speaks(states, request_is):
    assert together(*states) == together(*reversed(states)) == request_is


@given(st.lists(st.sampled_from(STATES), min_size=1, max_size=5))
def test_paid_needs_one_that_was_paid_and_failed_that_none_was(states):
    whole = together(*states)

    if whole == "paid":
        assert "paid" in states
        assert not {"sending", "sent", "approved", "held"} & set(states)
    if whole == "failed":
        assert set(states) <= {"failed", "stopped"}
    assert (whole == "sending") == ("sending" in states and "held" not in states)


@pytest.mark.parametrize("otherwise", ["waiting_for_customer", "in_review", "failed"])
def test_without_refunds_or_with_undecided_ones_the_request_stays_where_it_is(otherwise):
    assert request_state([], otherwise) == otherwise
    assert request_state([refund("held"), refund("sending")], otherwise) == otherwise


def test_the_net_is_the_gross_less_what_is_kept():
    assert refund().net == refund().split.net == 4000 - 175 - 100 - 25
    assert refund().split.kept == 300


def test_a_fee_that_is_not_known_is_never_taken_as_nothing():
    assert refund(fee=None).net is None
    with pytest.raises(ValueError, match="rf_1"):
        _ = refund(fee=None).split


def test_what_the_gateway_may_have_holds_its_money_and_what_is_over_does_not():
    assert AT_GATEWAY < HOLDING
    assert set(STATES) - HOLDING == {"paid", "failed", "stopped"}


def test_every_pair_of_states_has_an_answer():
    known = {"in_review", "approved", "sending", "sent", "paid", "failed", "declined"}

    assert {together(*pair) for pair in product(STATES, STATES)} == known
