"""Customers' figures, read for the screen."""

import pytest

from panel_refunds.testing.demo.balance import balance_of, money


def test_a_customer_nobody_has_heard_of_has_no_balance(stage):
    with pytest.raises(LookupError, match="nobody has no wallet"):
        balance_of(stage.desk, "nobody")


def test_units_are_written_as_the_story_writes_them():
    assert money(4_367_583) == "0.04367583"
    assert money(4_000_000_000) == "40.00"
