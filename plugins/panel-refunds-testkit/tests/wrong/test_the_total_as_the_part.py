"""Caught by name: it books what was refunded of the payment altogether as the amount of this refund."""

from panel_refunds_testkit.wrong import the_total_as_the_part


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(the_total_as_the_part)
