"""Caught by name: it believes every delivery, signed or not."""

from panel_refunds_testkit.wrong import believes_any_webhook


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(believes_any_webhook)
