"""The audit trail: each finds what they did, alone or with others; by kind, by day, page by page."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4


def test_what_people_did_is_listed_in_order(till, clock):
    with till.begin() as books:
        first = books.add_action("anna", "decline", "rr_1", clock(), "too late", {"window": "14"})
        second = books.add_action("ben", "terminate", "c1", clock())

    with till.read() as books:
        assert [each.action_id for each in books.actions()] == [first, second]
        assert [each.action_id for each in books.actions(after=first, limit=1)] == [second]
        (about,) = books.actions_of("rr_1")
    assert (about.actor, about.text, about.facts) == ("anna", "too late", {"window": "14"})


def test_an_act_of_several_people_is_found_by_each_of_them(till, clock):
    with till.begin() as books:
        books.add_action("finance-ana, approver-bo", "approve", "rr_1", clock())
        books.add_action("finance-ana", "approve", "rr_2", clock())
        books.add_action("finance-an", "approve", "rr_3", clock())

    def found(person: str, **more) -> list[str]:
        with till.read() as books:
            return [each.about for each in books.audit_trail(person=person, **more)]

    assert found("finance-ana") == ["rr_2", "rr_1"]
    assert found("approver-bo") == ["rr_1"]
    assert found("finance-ana, approver-bo") == found("bo") == []
    assert found("finance-ana", limit=1) == ["rr_2"]
    with till.store.read(uuid4()) as books:
        assert books.audit_trail(person="finance-ana") == []


def test_filters_hold_together(till, clock):
    start = clock()
    with till.begin() as books:
        for day, (actor, kind) in enumerate([("ana", "ask"), ("ana", "decline"), ("bo", "ask"), ("ana", "ask")]):
            books.add_action(actor, kind, f"rr_{day}", start + timedelta(days=day))

    def found(**filters) -> list[str]:
        with till.read() as books:
            return [each.about for each in books.audit_trail(**filters)]

    assert found(kind="ask") == ["rr_3", "rr_2", "rr_0"]
    assert found(person="ana", kind="ask") == ["rr_3", "rr_0"]
    day = timedelta(days=1)
    assert found(since=start + day, until=start + 2 * day) == ["rr_1"]
    assert found(person="ana", kind="ask", since=start + day) == ["rr_3"]
    assert found(person="bo", about="rr_2", until=start + day) == []


def test_every_act_of_a_day_is_on_one_page_whatever_clock_wrote_it(till, clock):
    """Two processes whose clocks differ: an id that was made later may carry an earlier moment."""
    start = clock()
    with till.begin() as books:
        for minutes in (5, 1, 9, 3, 7):
            books.add_action("ana", "ask", f"rr_{minutes}", start + timedelta(minutes=minutes))

    found, before = [], None
    with till.read() as books:
        while page := books.audit_trail(since=start, until=start + timedelta(days=1), before=before, limit=2):
            found += [each.about for each in page]
            before = page[-1].action_id
        assert found == ["rr_9", "rr_7", "rr_5", "rr_3", "rr_1"]
        assert [each.about for each in books.audit_trail(person="ana", since=start, limit=9)] == [
            *("rr_7", "rr_3", "rr_9", "rr_1", "rr_5")
        ]
        assert books.audit_trail(since=start, before="aud_nothing", limit=1)[0].about == "rr_9"
