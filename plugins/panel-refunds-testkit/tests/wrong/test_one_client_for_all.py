"""Caught by name: it keeps one connection for everybody, with the key of whoever came first."""

from panel_refunds_testkit.wrong import one_client_for_all


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(one_client_for_all)
