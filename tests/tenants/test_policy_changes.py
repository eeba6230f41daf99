"""What differs between two sets of rules, as the files write it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from tests.pages.policy.variations import OTHERWISE

from panel_refunds.calendar import Span, Unit
from panel_refunds.policy.settings import Rules, Window
from panel_refunds.tenants.policy_changes import settings_changed


def test_the_same_rules_differ_in_nothing():
    assert list(settings_changed(Rules(), Rules(), "USD")) == []


def test_a_setting_that_differs_says_what_it_was_and_is():
    new = replace(Rules(), deposits=replace(Rules().deposits, window=Window(within=Span(Unit.DAYS, 30))))
    (change,) = settings_changed(Rules(), new, "USD")

    assert (change.key, change.path) == ("deposits.window", ("deposits", "window"))
    assert "days = 14" in change.was
    assert "days = 30" in change.now
    assert change.about


def test_words_of_a_table_differ_one_by_one():
    before = Rules()
    status = {**before.orders.status, "partial": "nothing", "odd": "ask_person"}
    new = replace(before, orders=replace(before.orders, status=MappingProxyType(status)))
    partial, odd = settings_changed(before, new, "USD")

    assert (partial.key, partial.was, partial.now) == ("orders.status.partial", '"undelivered"', '"nothing"')
    assert (odd.path, odd.was, odd.now, odd.old) == (("orders", "status", "odd"), "", '"ask_person"', None)
    gone, _ = sorted(settings_changed(new, before, "USD"), key=lambda each: each.key)
    assert (gone.key, gone.now, gone.new) == ("orders.status.odd", "", None)


@pytest.mark.parametrize("path", OTHERWISE, ids=".".join)
def test_no_setting_can_change_unseen(path):
    for value in OTHERWISE[path]:
        changed = list(settings_changed(Rules(), with_value(Rules(), path, value), "USD"))
        assert {each.path[: len(path)] for each in changed} == {path}


def with_value(holder, path, value):
    name, *rest = path
    if isinstance(holder, dict | MappingProxyType):
        return MappingProxyType({**holder, name: value})
    return replace(holder, **{name: with_value(getattr(holder, name), tuple(rest), value) if rest else value})
