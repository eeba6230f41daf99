"""Caught by name: it takes a status that nobody has heard of for a success."""

from panel_refunds_testkit.wrong import unheard_of_is_done


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(unheard_of_is_done)
