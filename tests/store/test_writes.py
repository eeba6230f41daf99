"""What is collected is written once, parents first."""

from __future__ import annotations

import pytest

from panel_refunds.store.attempts import ATTEMPTS, DISPUTES
from panel_refunds.store.deposits import DEPOSITS
from panel_refunds.store.requests import REQUESTS
from panel_refunds.store.writes import Writes


def row(shape, key, word="x"):
    return tuple(key if name in shape.key else word for name in shape.names)


def test_parents_are_written_before_their_children():
    writes = Writes("sqlite")
    writes.add(DISPUTES, [row(DISPUTES, "dsp_1")])
    writes.add(DEPOSITS, [row(DEPOSITS, "dep_1")])

    assert [shape.name for _, shape, _ in writes.take()] == ["deposit", "dispute"]


def test_a_row_saved_twice_is_written_as_it_last_was():
    writes = Writes("sqlite")
    writes.save(REQUESTS, [row(REQUESTS, "rr_1", "a"), row(REQUESTS, "rr_2", "a")])
    writes.save(REQUESTS, [row(REQUESTS, "rr_1", "b")])

    ((statement, _, rows),) = writes.take()
    assert statement is REQUESTS.save["sqlite"]
    assert rows == [row(REQUESTS, "rr_1", "b"), row(REQUESTS, "rr_2", "a")]


def test_a_new_row_that_is_changed_is_still_new():
    writes = Writes("postgresql")
    writes.add(ATTEMPTS, [row(ATTEMPTS, "att_1", "a")])
    writes.save(ATTEMPTS, [row(ATTEMPTS, "att_1", "b")])

    ((statement, _, rows),) = writes.take()
    assert statement is ATTEMPTS.insert["postgresql"]
    assert rows == [row(ATTEMPTS, "att_1", "b")]


def test_a_row_cannot_be_new_twice():
    writes = Writes("sqlite")
    writes.add(ATTEMPTS, [row(ATTEMPTS, "att_1")])

    with pytest.raises(ValueError, match="added twice"):
        writes.add(ATTEMPTS, [row(ATTEMPTS, "att_1")])


def test_what_was_taken_is_not_there_any_more():
    writes = Writes("sqlite")
    writes.add(ATTEMPTS, [row(ATTEMPTS, "att_1")])

    assert writes.touch(["attempt", "deposit"])
    assert not writes.touch(["deposit"])
    writes.take()
    assert not writes.touch(["attempt"])
    assert writes.take() == []
