"""Facts that came with a request or a deposit are kept as they came first."""

from __future__ import annotations

from uuid import uuid4

FACTS = {"country": "DE", "ip_country": "BR", "note": "Größe ≠ 1"}


def test_what_came_is_found_by_what_it_is_about(till, clock):
    with till.begin() as books:
        books.keep_facts("dep_1", FACTS, clock())
        books.keep_facts("dep_2", {}, clock())

    with till.read() as books:
        assert books.facts_of("dep_1") == FACTS
        assert books.facts_of("dep_2") == {}
        assert books.facts_about(["dep_1", "dep_2", "dep_3"]) == {"dep_1": FACTS}
        assert books.facts_about([]) == {}


def test_what_came_first_stays(till, clock):
    for facts in (FACTS, {"country": "US"}):
        with till.begin() as books:
            books.keep_facts("dep_1", facts, clock())
            assert books.facts_of("dep_1") == FACTS


def test_another_tenant_sees_nothing_of_it(till, clock, store):
    with till.begin() as books:
        books.keep_facts("dep_1", FACTS, clock())

    with store.read(uuid4()) as books:
        assert books.facts_of("dep_1") == {}
