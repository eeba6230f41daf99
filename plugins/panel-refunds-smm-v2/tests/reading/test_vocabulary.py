"""An operator's own words: they add, and mistakes in them are found."""

import pytest

from panel_refunds_smm_v2.reading.vocabulary import Vocabulary, find_vocabulary_fault


@pytest.mark.parametrize(
    ("words", "texts", "field", "text"),
    [
        ({"Completed": "canceled"}, {}, "words.Completed", "built in as 'completed'"),
        ({"4": "paused"}, {}, "words.4", "built in as 'canceled'"),
        ({"Gone": "cancelled"}, {}, "words.Gone", "Did you mean 'canceled'?"),
        ({"Gone": 4}, {}, "words.Gone", "Known are:"),
        ({"!!": "paused"}, {}, "words.!!", "no letters"),
        ({}, {"Sumiu": "order_not_fund"}, "texts.Sumiu", "Did you mean 'order_not_found'?"),
        ({}, {"Sumiu": "unreadable"}, "texts.Sumiu", "is not an error code here"),
        ({}, {"…": "auth"}, "texts.…", "no letters"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named(words, texts, field, text):
    fault = find_vocabulary_fault(words, texts)
    assert fault is not None
    assert fault.field == field
    assert text in fault.text


def test_good_tables_have_no_fault():
    assert find_vocabulary_fault({"Отменён": "canceled", "7": "paused"}, {"104": "order_not_found"}) is None


def test_the_longest_text_is_tried_first():
    texts = {"no order": "order_not_found", "no order today": "service_unavailable"}
    assert [code for _, code in Vocabulary.of({}, texts).texts] == ["service_unavailable", "order_not_found"]


@pytest.mark.parametrize(
    ("words", "texts", "fields", "where"),
    [
        ({"Beendet": "completed", "beendet!": "canceled"}, {}, {}, "words.beendet!"),
        ({}, {"E-1": "auth", "e 1": "order_not_found"}, {}, "texts.e 1"),
        ({}, {}, {"state": "status"}, "fields.state"),
        ({}, {}, {"charge": "cost"}, "fields.charge"),
        ({}, {}, {"status": "a..b"}, "fields.status"),
    ],
)
def test_one_word_has_one_meaning_and_only_what_is_read_has_a_place(words, texts, fields, where):
    assert find_vocabulary_fault(words, texts, fields).field == where


def test_one_word_spelt_twice_alike_is_fine():
    assert find_vocabulary_fault({"Beendet": "completed", "BEENDET": "completed"}, {}) is None
