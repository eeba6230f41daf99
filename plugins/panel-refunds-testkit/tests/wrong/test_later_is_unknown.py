"""Caught by name: it does not know the vendor's word for *later*, and has looked for what surely did not run."""

from panel_refunds_testkit.wrong import later_is_unknown


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(later_is_unknown)
