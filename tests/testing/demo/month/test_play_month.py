"""The month that the open demo shows: lively at both brands, the same each time, and its books are in order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from panel_refunds.store.audit import audit_tenant
from panel_refunds.testing.demo.month.people import CUSTOMERS
from panel_refunds.testing.demo.month.play_month import Lived, play_month
from panel_refunds.testing.demo.stage import SECOND_SLUG, SLUG, Stage, set_stage


@pytest.fixture(scope="module")
def lived_on() -> tuple[Stage, list[Lived]]:
    """A stage on which the month was played."""
    with set_stage() as stage:
        yield stage, play_month(stage)


def test_there_is_something_to_see_on_every_page(lived_on):
    stage, lived = lived_on

    assert [each.slug for each in lived] == [SLUG, SECOND_SLUG]
    for each in lived:
        assert each.customers == len(CUSTOMERS[each.slug])
        assert {"paid", "declined", "in_review"} <= each.requests.keys()
        assert sum(each.requests.values()) > 20
        with stage.service.desk(each.slug).read() as books:
            assert any(request.open for request in books.requests_of(each.face))
    with stage.service.desk(SLUG).read() as books:
        assert books.open_disputes()
        assert books.unknown_words()
        assert books.count_requests()["failed"]


def test_its_books_are_in_order(lived_on):
    stage, lived = lived_on

    for each in lived:
        desk = stage.service.desk(each.slug)
        assert audit_tenant(desk.store, desk.tenant.id, now=desk.now()).faults == ()


def test_it_is_the_same_each_time():
    stories = []
    for _ in range(2):
        with set_stage() as stage:
            stories.append(play_month(stage, days=4))

    assert stories[0] == stories[1]


def test_nobody_s_account_at_stripe_is_filled_with_it(stage):
    assert play_month(replace(stage, cards=replace(stage.cards, fake=None))) == []
