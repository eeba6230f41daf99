"""Caught by name: the account's key stands in the text of an exception, and so in a log."""

from panel_refunds_testkit.wrong import key_in_an_error


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(key_in_an_error)
