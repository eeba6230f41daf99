"""A notifier hears what is for its people, of the kinds it wants."""

from __future__ import annotations

import pytest

from panel_refunds.tickets.audience import Audience, unknown_kinds


@pytest.mark.parametrize(
    ("audience", "to_customer", "to_staff"),
    [
        (Audience(), True, True),
        (Audience("customers"), True, False),
        (Audience("staff"), False, True),
        (Audience(kinds=("refund_*",)), True, False),
        (Audience("staff", ("refund_*", "over?ue")), False, True),
    ],
)
def test_whose_messages_it_takes(audience, to_customer, to_staff):
    assert audience.takes("refund_sent", "c1") is to_customer
    assert audience.takes("overdue", None) is to_staff


def test_a_pattern_that_nothing_fits_is_told():
    assert unknown_kinds(("refund_*", "overdue", "paid_twice")) == ()
    assert unknown_kinds(("refnud_sent", "payout_")) == ("refnud_sent", "payout_")
