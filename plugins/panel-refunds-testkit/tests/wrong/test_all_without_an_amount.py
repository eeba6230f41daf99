"""Caught by name: it leaves out the amount of a whole refund, and the vendor gives back whatever is left."""

from panel_refunds_testkit.wrong import all_without_an_amount


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(all_without_an_amount)
