"""Caught by name: it counts yen in hundredths, as if every currency had cents."""

from panel_refunds_testkit.wrong import yen_in_hundredths


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(yen_in_hundredths)
