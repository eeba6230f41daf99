"""An order knows how much it was, and what of its charge has not come back."""

from __future__ import annotations

import pytest
from tests.orders.told import order

from panel_refunds.orders.order import FINAL, IN_PROGRESS, NOT_STARTED


@pytest.mark.parametrize(("quantity", "runs", "total"), [(1000, 1, 1000), (100, 5, 500), (100, 0, 100), (1, 1, 1)])
def test_the_whole_of_a_drip_feed_is_quantity_times_runs(quantity, runs, total):
    assert order(quantity=quantity, runs=runs).total == total


def test_what_has_not_come_back_is_outstanding():
    assert order(charge=1000, refunded=300).outstanding == 700


def test_no_status_is_two_things_at_once():
    assert not NOT_STARTED & IN_PROGRESS
    assert not (NOT_STARTED | IN_PROGRESS) & FINAL
