"""Caught by name: its look-up loses the attempt's id, so after a crash nobody knows whose a refund is."""

from panel_refunds_testkit.wrong import forgets_whose_it_is


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(forgets_whose_it_is)
