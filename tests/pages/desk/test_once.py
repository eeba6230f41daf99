"""A form of the desk is done once, however often it comes; for something else its key is refused."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from panel_refunds.errors import Refused
from panel_refunds.pages.desk.once import check_chosen, do_once


@dataclass
class Visitor:
    """As much of a visit as sending a form needs."""

    desk: object
    woken: list[str] = field(default_factory=list)

    def desk_once(self, key, what):
        from panel_refunds.flows.desk import Once

        return self.desk.with_once(Once("pages:finance-ana", key, what))

    def wake(self):
        self.woken.append("yes")


def test_the_second_sending_finds_it_done(installed):
    visitor, done = Visitor(installed.service.desk("smmpanelus")), []

    def work(desk):
        with desk.begin() as books:
            desk.stop_if_replayed(books)
            desk.remember(books, "rr_1")
        done.append("done")

    assert do_once(visitor, "k" * 20, "this", work, wakes=True)
    assert not do_once(visitor, "k" * 20, "this", work, wakes=True)
    assert (done, visitor.woken) == (["done"], ["yes"])
    with pytest.raises(Refused, match="idempotency_key_reused"):
        do_once(visitor, "k" * 20, "that", work)


def test_what_was_not_offered_was_not_chosen():
    check_chosen("won", ("won", "lost"), "do")
    with pytest.raises(Refused, match="field_missing"):
        check_chosen("", ("won", "lost"), "do")
