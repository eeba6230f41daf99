"""Caught by name: it guesses which way of paying was meant, and sends by itself where it guessed."""

from panel_refunds_testkit.wrong import guesses_the_method


def test_it_fails_its_check_and_the_good_adapter_passes_it(is_caught):
    is_caught(guesses_the_method)
