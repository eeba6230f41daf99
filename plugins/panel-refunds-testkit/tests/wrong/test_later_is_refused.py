"""Caught by name: it takes the vendor's word for *later* for a refusal, and the customer never gets what was approved."""

from panel_refunds_testkit.wrong import later_is_refused


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(later_is_refused)
