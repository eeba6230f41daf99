"""Status words are compared whole, and what is not known is unknown."""

import pytest

from panel_refunds_panel_db.words import BUILTIN, OUR_WORDS, find_word_fault, read_word, spelling


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ("Completed", "completed"),
        ("In progress", "in_progress"),
        ("in_progress", "in_progress"),
        ("IN-PROGRESS", "in_progress"),
        ("inprogress", "in_progress"),
        ("Cancelled", "canceled"),
        ("Partially completed", "partial"),
        ("Completed partially", "unknown"),
        ("not completed", "unknown"),
        ("completed!", "unknown"),
        ("partial2", "unknown"),
        ("", "unknown"),
        ("0", "unknown"),
        ("4", "unknown"),
        ("x" * 1000, "unknown"),
    ],
)
def test_a_word_is_read_whole_or_not_at_all(raw, read):
    assert read_word(raw, {}) == read


def test_a_mapping_adds_words_and_numbers_and_changes_none():
    extra = {spelling("In moderation"): "pending", "3": "canceled", "completed": "canceled"}

    assert read_word("in_moderation", extra) == "pending"
    assert read_word("3", extra) == "canceled"
    assert read_word("33", extra) == "unknown"
    assert read_word("completed", extra) == "completed"


def test_a_mapping_may_not_make_a_known_word_pay():
    assert "by itself" in find_word_fault("Completed", "canceled")
    assert find_word_fault("Completed", "completed") is None
    assert find_word_fault("2", "completed") is None
    assert find_word_fault(" ", "completed") == "it cannot be a word."
    assert find_word_fault("x" * 1000, "completed") == "it cannot be a word."


def test_every_builtin_word_is_one_of_ours_as_it_is_spelled():
    assert set(BUILTIN.values()) == OUR_WORDS
    assert all(spelling(word) == word for word in BUILTIN)
