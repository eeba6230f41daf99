"""Words are compared by their letters, whole; a number by its digits."""

from __future__ import annotations

import pytest

from panel_refunds.orders.rules import BUILTIN_STATUS_EFFECTS
from panel_refunds.orders.words import KNOWN, UNKNOWN, normalise_word


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("Cancelled", "cancelled"),
        ("  CANCELED. ", "canceled"),
        ("In progress", "inprogress"),
        ("in_progress", "inprogress"),
        ("Отменён", "отменён"),
        ("İPTAL", "iptal"),
        ("取消", "取消"),
        ("Stage 2", "stage"),
        ("4", "4"),
        (" 4 ", "4"),
        ("", ""),
        ("!?", "!?"),
    ],
)
def test_only_the_letters_count(word, letters):
    assert normalise_word(word) == letters


def test_a_word_never_becomes_a_part_of_itself():
    assert normalise_word("Partially Completed") not in KNOWN
    assert normalise_word("not canceled") not in KNOWN


def test_every_word_with_an_effect_is_one_of_ours_and_unknown_is_none():
    assert BUILTIN_STATUS_EFFECTS.keys() <= KNOWN
    assert UNKNOWN not in KNOWN
