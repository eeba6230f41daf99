"""Caught by name: it believes any 404, so a proxy's page says that a refund which is there was never made."""

from panel_refunds_testkit.wrong import any_404_is_absence


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(any_404_is_absence)
