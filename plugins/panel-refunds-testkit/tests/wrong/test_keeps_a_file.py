"""Caught by name: it remembers in a file what it sent, where another machine does not find it."""

from panel_refunds_testkit.wrong import keeps_a_file


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(keeps_a_file)
