"""Caught by name: it makes a new idempotency key for each call, so the vendor never knows a repeated order."""

from panel_refunds_testkit.wrong import a_key_of_its_own


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(a_key_of_its_own)
