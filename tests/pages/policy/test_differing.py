"""What a version changes is told clause by clause, in the sentences of the policy page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from types import MappingProxyType

import pytest
from tests.pages.policy.test_page import ROOT
from tests.pages.policy.variations import OTHERWISE
from tests.tenants.test_policy_changes import with_value

from panel_refunds.pages.figures import Figures
from panel_refunds.pages.policy.differing import tell_changes
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.words import words_of
from panel_refunds.policy.settings import Condition, PolicyException, PolicyVersion, Rules
from panel_refunds.tenants.tenant_file import load_tenant

TENANT = load_tenant(ROOT / "tenants/smmpanelus")
OLD = PolicyVersion("default", date(2025, 1, 1))


def told(rules: Rules = OLD.rules, exceptions=(), old=OLD, language="en"):
    words = words_of(language)
    tell = Telling(words, Figures(words.locale, TENANT.calendar.zone), "USD")
    return tell_changes(tell, old, replace(OLD, rules=rules, exceptions=exceptions))


def test_two_versions_that_say_the_same_have_no_changes():
    assert told().nothing


@pytest.mark.parametrize("path", OTHERWISE, ids=".".join)
def test_every_setting_that_changes_has_a_clause_and_other_sentences(path):
    for value in OTHERWISE[path]:
        changes = told(with_value(OLD.rules, path, value))
        assert changes.settings, value
        for change in changes.settings:
            assert change.clause[0].isdecimal()
            assert change.title
            assert change.before != change.after
            assert change.was != change.now


def test_clauses_stand_in_their_order_whatever_changed_first():
    rules = with_value(
        with_value(OLD.rules, ("accounts", "forfeiture", "people"), 3), ("deposits", "refundable"), "never"
    )

    assert [change.clause for change in told(rules).settings] == ["2.1", "6.2"]


def test_a_word_that_is_gone_says_nothing_any_more():
    status = MappingProxyType({**OLD.rules.orders.status, "odd": "ask_person"})
    with_word = replace(OLD, rules=with_value(OLD.rules, ("orders", "status"), status))
    (gone,) = told(old=with_word).settings

    assert (gone.after, gone.now) == ((), "")
    assert "a person decides" in gone.before[0]


def test_exceptions_come_go_and_change():
    never = PolicyException(Condition(method=("crypto",)), ((("deposits", "refundable"), "never"),))
    asks = replace(never, changes=((("deposits", "refundable"), "discretion"),))
    (came,) = told(exceptions=(never,)).exceptions
    assert (came.condition, came.before) == ("Paid by: crypto currency", ())
    (went,) = told(old=replace(OLD, exceptions=(never,))).exceptions
    assert went.after == ()
    (changed,) = told(exceptions=(asks,), old=replace(OLD, exceptions=(never,))).exceptions
    assert changed.before == came.after != changed.after


def test_it_is_told_in_the_readers_language():
    (change,) = told(with_value(OLD.rules, ("deposits", "refundable"), "never"), language="de").settings

    assert change.after == ("Einzahlungen bleiben auf dem Guthaben: Sie gehen nicht zurück.",)
