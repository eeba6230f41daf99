"""Caught by name: it believes any 401 or 403, so a firewall's page stops the gateway and blames a key that is right."""

from panel_refunds_testkit.wrong import any_403_is_a_wrong_key


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(any_403_is_a_wrong_key)
