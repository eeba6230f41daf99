"""Status words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panel_refunds_smm_v2.reading.words import BUILTIN, OUR_WORDS, bare, read_word

TABLE = {
    "pending": "pending, awaiting, queued, created, 0",
    "processing": "processing, process, 1",
    "in_progress": "inprogress, active, started, running",
    "completed": "completed, complete, success, done, 2",
    "partial": "partial, partiallycompleted, partiallyrefunded, 3",
    "canceled": "canceled, cancelled, cancel, 4",
    "refunded": "refunded, refund, 5",
    "failed": "failed, fail, error, rejected",
    "paused": "paused, holding, hold, onhold, suspended",
    "expired": "expired",
}


@pytest.mark.parametrize(("ours", "theirs"), TABLE.items())
def test_every_spelling_of_the_table_is_read(ours, theirs):
    assert {read_word(word, {}) for word in theirs.split(", ")} == {ours}


def test_the_table_is_the_whole_of_what_is_built_in():
    assert sorted(BUILTIN) == sorted(word for words in TABLE.values() for word in words.split(", "))


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("In progress", "in_progress"),
        ("IN_PROGRESS", "in_progress"),
        ("in-progress", "in_progress"),
        ("  Partially Completed ", "partial"),
        ("On hold", "paused"),
        ("Cancelled.", "canceled"),
        ("4", "canceled"),
        (" 5 ", "refunded"),
        ("2.0", "completed"),
        ("tasks.status.completed", "completed"),
        ("orders.status.in_progress", "in_progress"),
        ("status.partially-completed", "partial"),
    ],
)
def test_case_space_and_signs_do_not_matter(theirs, ours):
    assert read_word(theirs, {}) == ours


@pytest.mark.parametrize(
    "theirs",
    [
        "",
        "   ",
        "Not canceled",
        "uncanceled",
        "Completed partially?!",
        "6",
        "-4",
        "04",
        "1.5",
        "v1.5",
        "status.4",
        "44",
        "Отменён",
        "true",
        "null",
        "canceled" * 40,
        "tasks.status.",
        "3 of 4",
    ],
)
def test_anything_else_is_unknown_and_never_a_guess(theirs):
    assert read_word(theirs, {}) == "unknown"


def test_a_panels_own_words_add_in_any_script():
    own = {bare("Отменён"): "canceled", bare("7"): "paused"}
    assert read_word("ОТМЕНЁН!", own) == "canceled"
    assert read_word("7", own) == "paused"
    assert read_word("Отменёно", own) == "unknown"


def test_a_panels_own_words_change_nothing_that_is_built_in():
    assert read_word("Completed", {"completed": "canceled"}) == "completed"


def test_rejected_is_a_failed_order_but_a_rejected_refill():
    assert read_word("Rejected", {}) == "failed"
    assert read_word("Rejected", {}, of_refill=True) == "rejected"


@given(st.text())
def test_every_text_is_one_of_our_words_or_unknown(text):
    assert read_word(text, {}) in OUR_WORDS | {"unknown"}
