"""The API says what the page says."""

from dataclasses import replace
from datetime import date

from tests.pages.policy.test_page import ROOT

from panel_refunds.pages.policy.in_answer import policy_changes, policy_text
from panel_refunds.policy.settings import Rules
from panel_refunds.tenants.tenant_file import load_tenant


def test_the_text_is_that_of_the_page_in_the_language():
    tenant = load_tenant(ROOT / "tenants/lumenreach")
    text = policy_text(tenant, tenant.policies["default"][0], "de")
    clauses = {clause.number: clause for section in text.sections for clause in section.clauses}

    assert text.language == "de"
    assert [section.number for section in text.sections] == ["1", "2", "3", "4", "5", "6", "7"]
    assert "Frist für den Antrag: 6 Monate ab Ihrer letzten Einzahlung oder Bestellung." in clauses["2.2a"].sentences
    assert text.exceptions[0].condition == "Bezahlt mit: Kryptowährung"
    assert text.exceptions[1].sentences == ["Teilweise geliefert: Ein Mensch entscheidet."]


def test_changes_are_those_of_the_page_in_the_language():
    tenant = load_tenant(ROOT / "tenants/lumenreach")
    new = tenant.policies["default"][0]
    old = replace(new, day=date(2025, 1, 1), rules=Rules(), exceptions=())
    view = policy_changes(tenant, old, new, "de")

    assert (view.before, view.version, view.language) == (old.label, new.label, "de")
    window = next(each for each in view.settings if each.setting == "deposits.window")
    assert window.clause == "2.2a"
    assert "Frist für den Antrag: 6 Monate ab Ihrer letzten Einzahlung oder Bestellung." in window.after
    assert "Bezahlt mit: Kryptowährung" in {each.condition for each in view.exceptions}
