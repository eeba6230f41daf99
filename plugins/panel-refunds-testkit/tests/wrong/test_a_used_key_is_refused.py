"""Caught by name: it takes the vendor's word for a key that came with another request for a refusal of this one."""

from panel_refunds_testkit.wrong import a_used_key_is_refused


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(a_used_key_is_refused)
