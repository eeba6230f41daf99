"""Caught by name: it reads a fee that the vendor does not know yet as no fee at all."""

from panel_refunds_testkit.wrong import no_fee_is_zero


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(no_fee_is_zero)
