"""Status words: ours in any spelling, the operator's, or unknown."""

import pytest

from panel_refunds_csv_orders.words import OURS, clean, find_word_fault, read_word


@pytest.mark.parametrize(
    ("word", "ours"),
    [
        ("Completed", "completed"),
        ("IN PROGRESS", "in_progress"),
        ("In-Progress", "in_progress"),
        ("cancelled", "canceled"),
        ("Partially Completed", "unknown"),
        ("not completed", "unknown"),
        ("4", "unknown"),
        ("", "unknown"),
        ("x" * 201, "unknown"),
    ],
)
def test_a_word_is_matched_whole(word, ours):
    assert read_word(word, {}) == ours


def test_what_the_operator_taught_is_known():
    assert read_word("Beendet.", {"beendet": "completed"}) == "completed"
    assert read_word("4", {"4": "canceled"}) == "canceled"


@pytest.mark.parametrize(
    ("theirs", "ours", "fault"),
    [
        ("Completed", "canceled", "built in as 'completed'"),
        ("!", "canceled", "no letters"),
        ("Fertig", "complete", "Did you mean 'completed'?"),
        ("Fertig", "quux", "Known are"),
        ("Fertig", 5, "Known are"),
        ("BEENDET", "canceled", "two meanings"),
    ],
)
def test_a_line_that_cannot_be_used_is_told(theirs, ours, fault):
    assert fault in find_word_fault(theirs, ours, {"beendet": "completed"})


@pytest.mark.parametrize("ours", OURS)
def test_every_word_of_ours_can_be_taught(ours):
    assert find_word_fault("Quux", ours, {}) is None


def test_a_strangers_text_is_made_safe():
    assert clean(" a\x00b\n" + "x" * 300) == "a b " + "x" * 196
