"""Caught by name: it takes an answer that did not come in time for a refund that failed."""

from panel_refunds_testkit.wrong import late_is_failed


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(late_is_failed)
