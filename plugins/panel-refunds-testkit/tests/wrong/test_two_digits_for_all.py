"""Caught by name: it writes amounts as floats with two digits, whatever the currency has."""

from panel_refunds_testkit.wrong import two_digits_for_all


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(two_digits_for_all)
