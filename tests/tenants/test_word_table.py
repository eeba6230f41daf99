"""Word tables: built-in words may change, others never pay, and look-alikes are not taken."""

from __future__ import annotations

import pytest

from panel_refunds.tenants.kinds import OneOf
from panel_refunds.tenants.word_table import WordTable

WORDS = WordTable({"canceled": "whole"}, OneOf(("whole", "nothing")), OneOf(("nothing",)), "a person decides")


def test_words_are_read_in_the_file_s_order(written) -> None:
    assert WORDS.changes(written('x = { "приостановлен" = "nothing", canceled = "nothing" }')) == [
        (("приостановлен",), "nothing"),
        (("canceled",), "nothing"),
    ]


@pytest.mark.parametrize("word", ["Canceled", "CANCELED", "cancelled", "cancel_ed", "canceled_"])
def test_a_word_that_only_looks_built_in_is_refused(written, faults_of, word) -> None:
    (fault,) = faults_of(WORDS.changes, written(f'x = {{ {word} = "nothing" }}'))
    assert fault.nearest == "canceled"


@pytest.mark.parametrize("word", ["Lost", "two words", "dot.ted", "", "w" * 65])
def test_a_word_of_a_strange_shape_is_refused(written, faults_of, word) -> None:
    (fault,) = faults_of(WORDS.changes, written(f'x = {{ "{word}" = "nothing" }}'))
    assert "cannot be a word" in fault.text


def test_a_word_nobody_built_in_cannot_pay(written, faults_of) -> None:
    (fault,) = faults_of(WORDS.changes, written('x = { lost = "whole" }'))
    assert "never pays" in fault.text
    (unknown,) = faults_of(WORDS.changes, written('x = { lost = "wohle" }'))
    assert "not known here" in unknown.text
