"""Caught by name: it makes a success of the vendor's word that a payment was refunded already."""

from panel_refunds_testkit.wrong import already_is_success


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(already_is_success)
