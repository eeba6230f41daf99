"""Caught by name: it follows a redirect, and key and refund go to whoever wrote it."""

from panel_refunds_testkit.wrong import follows_redirects


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(follows_redirects)
