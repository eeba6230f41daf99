"""Caught by name: it calls a list complete that it could not read, so a refund that is there was never made."""

from panel_refunds_testkit.wrong import silence_is_absence


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(silence_is_absence)
