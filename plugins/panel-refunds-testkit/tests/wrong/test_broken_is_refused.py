"""Caught by name: it takes a 5xx for the vendor's refusal."""

from panel_refunds_testkit.wrong import broken_is_refused


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(broken_is_refused)
