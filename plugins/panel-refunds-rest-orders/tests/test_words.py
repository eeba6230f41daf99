"""Words are compared whole; one that nobody wrote down is unknown."""

import pytest

from panel_refunds_rest_orders.words import bare, read_word

WORDS = {bare("DONE"): "completed", bare("Gave up"): "canceled", bare("failed"): "canceled"}


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("done", "completed"),
        ("GAVE-UP", "canceled"),
        ("gave_up", "canceled"),
        ("In Progress", "in_progress"),
        ("canceled", "canceled"),
        ("failed", "canceled"),
        ("cancelled", "unknown"),
        ("Partially Completed", "unknown"),
        ("unknown", "unknown"),
        ("", "unknown"),
        ("done" * 100, "unknown"),
    ],
)
def test_a_word_is_read_as_it_is_written_down(word, read):
    assert read_word(word, WORDS) == read
