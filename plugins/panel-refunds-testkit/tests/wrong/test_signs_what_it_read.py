"""Caught by name: it reads a delivery first, and verifies what it read instead of the bytes that came."""

from panel_refunds_testkit.wrong import signs_what_it_read


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(signs_what_it_read)
