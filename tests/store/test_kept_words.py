"""Words wait for one person on one page, the last ones of each page, and not for ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

from panel_refunds.store import KeptWords


def test_the_last_words_of_a_page_are_kept_and_forgotten_in_their_time(till, clock):
    first = KeptWords("a", "customer", "c1", "/ask", {"text": "ça va?"}, clock() + timedelta(hours=1))
    others = [
        replace(first, digest="b", page="/requests/rr_1"),
        replace(first, digest="c", subject="c2"),
        replace(first, digest="d", kind="staff"),
    ]
    later = replace(first, digest="e", ends_at=clock() + timedelta(hours=2))
    with till.begin() as books:
        for each in (first, *others):
            books.keep_words(each)
        assert books.find_kept_words("a") == first
        books.keep_words(later)
        assert books.find_kept_words("a") is None
        assert [books.find_kept_words(each.digest) for each in (*others, later)] == [*others, later]
        assert books.forget_kept_words(clock() + timedelta(hours=1)) == 3
        assert books.find_kept_words("e") == later
    with till.store.begin(uuid4(), new_id=str) as books:
        assert books.find_kept_words("e") is None
        assert books.forget_kept_words(clock() + timedelta(days=1)) == 0
    assert "ça va" not in repr(later)
