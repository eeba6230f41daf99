"""Caught by name: it says that nothing ran when the connection broke, although the request had left."""

from panel_refunds_testkit.wrong import lost_is_not_executed


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(lost_is_not_executed)
