"""The inbox of unknown words, and what operators made of them."""

from __future__ import annotations

import pytest

from panel_refunds.errors import Refused


def test_a_word_is_noted_once_and_counted(till, clock):
    with till.begin() as books:
        first = books.note_unknown_word("main", "fnord", "ord_1", clock(), raw_word="Fnord!")
        again = books.note_unknown_word("main", "fnord", "ord_2", clock.forward(hours=1))
        books.note_unknown_word("other", "fnord", "ord_3", clock())

    assert (again.word_id, again.seen, again.order_id, again.raw_word) == (first.word_id, 2, "ord_1", "Fnord!")
    with till.read() as books:
        assert [word.provider for word in books.unknown_words()] == ["main", "other"]
        assert [word.provider for word in books.unknown_words(after=first.word_id)] == ["other"]
        assert len(books.unknown_words(limit=1)) == 1
        assert books.get_unknown_word(first.word_id) == again


def test_a_mapped_word_leaves_the_inbox_and_means_something(till, clock):
    with till.begin() as books:
        word = books.note_unknown_word("main", "fnord", "ord_1", clock())
        done = books.resolve_unknown_word(word.word_id, "completed", "anna", clock())

    assert (done.status, done.resolved_by, done.resolved_at) == ("completed", "anna", clock())
    with till.read() as books:
        assert books.unknown_words() == []
        assert books.unknown_words(open_only=False) == [done]
        assert books.word_map("main") == {"fnord": "completed"}
        assert books.word_map("other") == {}


def test_a_providers_own_meaning_wins_over_the_tenants(till, clock):
    with till.begin() as books:
        word = books.note_unknown_word("main", "fnord", "ord_1", clock())
        books.resolve_unknown_word(word.word_id, "paused", "anna", clock(), everywhere=True)
        books.map_word("other", "fnord", "pending", "anna", clock())

    with till.read() as books:
        assert books.word_map("main") == {"fnord": "paused"}
        assert books.word_map("other") == {"fnord": "pending"}


def test_a_word_that_is_not_there_cannot_be_mapped(till, clock):
    with pytest.raises(Refused, match="not_found"), till.begin() as books:
        books.resolve_unknown_word("wrd_unknown", "completed", "anna", clock())
