"""Caught by name: it puts a refused key off until later, and nobody is told that the key is wrong."""

from panel_refunds_testkit.wrong import wrong_key_is_later


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(wrong_key_is_later)
