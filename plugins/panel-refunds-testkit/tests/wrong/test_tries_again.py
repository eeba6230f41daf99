"""Caught by name: it sends once more when the vendor's server has an error, before anybody could look."""

from panel_refunds_testkit.wrong import tries_again


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(tries_again)
