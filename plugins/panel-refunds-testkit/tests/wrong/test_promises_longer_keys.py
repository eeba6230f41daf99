"""Caught by name: it promises that keys live for weeks, and the vendor forgets them after a day."""

from panel_refunds_testkit.wrong import promises_longer_keys


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(promises_longer_keys)
