"""Caught by name: it reads one page of a list and calls it complete."""

from panel_refunds_testkit.wrong import first_page_only


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(first_page_only)
