"""What a parent says of an order, in the words by which a child pays its own customers."""

import pytest

from panel_refunds.ports import OrderState, ProviderError
from panel_refunds_rest_orders.parent_orders import read_parent_order

ORDER = {"status": "pending", "remains": None, "charge": "2.00", "refunded": "0.00", "under_review": False}


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({}, OrderState("pending", "pending", None)),
        ({"status": "canceled", "refunded": "2.00"}, OrderState("canceled", "canceled", None)),
        ({"status": "refunded", "refunded": "2"}, OrderState("refunded", "refunded", None)),
        ({"status": "canceled", "refunded": "2.00", "under_review": True}, OrderState("canceled", "canceled", None)),
        # What it gave back is less than its word means: nobody below pays by guess.
        ({"status": "canceled"}, OrderState("unknown", "canceled, nothing paid back", None)),
        ({"status": "canceled", "refunded": "0.5"}, OrderState("unknown", "canceled, partly paid back", None)),
        ({"status": "partial", "remains": 40}, OrderState("unknown", "partial, nothing paid back", 40)),
        (
            {"status": "canceled", "refunded": "0.5", "under_review": True},
            OrderState("paused", "canceled, under review", None),
        ),
        ({"status": "partial", "remains": 40, "refunded": "0.08"}, OrderState("partial", "partial", 40)),
        # A person there decides: nothing moves here meanwhile.
        ({"status": "canceled", "under_review": True}, OrderState("paused", "canceled, under review", None)),
        (
            {"status": "partial", "remains": 4, "refunded": "0.08", "under_review": True},
            OrderState("partial", "partial", 4),
        ),
        ({"status": "failed", "under_review": True}, OrderState("failed", "failed", None)),
        # A person there gave money back for a status that alone pays nothing.
        ({"status": "partial", "refunded": "2.00"}, OrderState("refunded", "partial, paid back", None)),
        ({"status": "failed", "refunded": "2.00000000"}, OrderState("refunded", "failed, paid back", None)),
        (
            {"status": "failed", "refunded": "0.5", "remains": 250},
            OrderState("partial", "failed, partly paid back", 250),
        ),
        (
            {"status": "completed", "refunded": "0.08", "remains": 40},
            OrderState("partial", "completed, partly paid back", 40),
        ),
        ({"status": "completed", "refunded": "0.08", "remains": 0}, OrderState("completed", "completed", 0)),
        ({"status": "in_progress", "refunded": "0.08", "remains": 30}, OrderState("in_progress", "in_progress", 30)),
    ],
)
def test_states(change, state):
    assert read_parent_order({**ORDER, **change}) == state


@pytest.mark.parametrize(
    "change",
    [{"status": "unknown"}, {"status": None}, {"under_review": 0}, {"under_review": None}, {"charge": 2}, {"charge": "x"},
     {"charge": "-1"}, {"charge": "0.00"}, {"refunded": None}, {"refunded": "1.123456789"}, {"remains": "4"}, {"remains": -1}, {"remains": 10**30}, {"remains": True}],
)  # fmt: skip
def test_what_is_not_as_it_should_be_is_an_error_of_that_order(change):
    assert isinstance(read_parent_order({**ORDER, **change}), ProviderError)


@pytest.mark.parametrize("name", ["status", "charge", "refunded", "under_review"])
def test_so_is_what_is_missing(name):
    assert isinstance(read_parent_order({key: value for key, value in ORDER.items() if key != name}), ProviderError)
