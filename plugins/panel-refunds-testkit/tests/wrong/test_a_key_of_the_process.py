"""Caught by name: its key hangs on the process that sends, so another worker sends the order as a new one."""

from panel_refunds_testkit.wrong import a_key_of_the_process


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(a_key_of_the_process)
