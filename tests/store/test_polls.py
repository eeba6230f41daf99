"""How providers answer: the last question, and since when they fail."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4


def test_a_row_of_failures_keeps_its_beginning_until_an_answer_comes(till, clock):
    start = clock()
    for error in (None, "timeout", "unreadable"):
        with till.begin() as books:
            books.note_poll("main", clock(), error)
        clock.forward(minutes=1)

    with till.read() as books:
        (poll,) = books.polls()
    assert (poll.asked_at, poll.answered_at) == (start + timedelta(minutes=2), start)
    assert (poll.failing_since, poll.error) == (start + timedelta(minutes=1), "unreadable")

    with till.begin() as books:
        books.note_poll("main", clock(), None)
        books.note_poll("backup", clock(), "timeout")
    with till.read() as books:
        backup, main = books.polls()
    assert (main.answered_at, main.failing_since, main.error) == (clock(), None, None)
    assert (backup.answered_at, backup.failing_since) == (None, clock())
    with till.store.read(uuid4()) as books:
        assert books.polls() == []
