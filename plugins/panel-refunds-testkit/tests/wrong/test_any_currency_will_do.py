"""Caught by name: it takes the digits of the answer and never looks at the currency beside them."""

from panel_refunds_testkit.wrong import any_currency_will_do


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(any_currency_will_do)
