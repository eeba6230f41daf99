"""Every setting of a policy is told on its page with its own figures: change one, and the text follows."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

import pytest
from tests.pages.policy.variations import OTHERWISE

from panel_refunds.calendar import Span, Unit
from panel_refunds.pages.figures import Figures
from panel_refunds.pages.policy.choices import CHOICES
from panel_refunds.pages.policy.clauses import CHAPTERS
from panel_refunds.pages.policy.figured import FIGURED
from panel_refunds.pages.policy.page import anchor_of, make_page, say, settings_of, value_at
from panel_refunds.pages.policy.telling import Telling
from panel_refunds.pages.words import languages, words_of
from panel_refunds.policy.resolve import changed
from panel_refunds.policy.settings import Condition, PolicyException, PolicyVersion, Rules, Window
from panel_refunds.tenants.tenant_file import load_tenant

ROOT = Path(__file__).parents[3]
TENANTS = ("smmpanelus", "smmpanelus-blog", "lumenreach", "sadaf")


def telling(language="en"):
    words = words_of(language)
    return Telling(words, Figures(words.locale, ZoneInfo("Europe/Berlin")), "USD")


def page_of(rules, language="en", exceptions=()):
    tenant = load_tenant(ROOT / "tenants/smmpanelus")
    version = PolicyVersion("default", date(2025, 8, 29), rules, tuple(exceptions))
    return make_page(telling(language), tenant, version)


def digits(text):
    return {"".join(letter for letter in word if letter.isdigit()) for word in text.split()} - {""}


def test_every_setting_of_a_policy_stands_in_one_clause():
    told = [path for chapter in CHAPTERS for clause in chapter.clauses for path in clause.settings]

    assert sorted(told) == sorted(settings_of())
    assert set(told) == set(CHOICES) | set(FIGURED)


def test_every_setting_is_tried():
    assert set(OTHERWISE) == set(settings_of())


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", OTHERWISE, ids=".".join)
def test_a_setting_that_changes_changes_the_page(language, path):
    before = page_of(Rules(), language)
    seen = {before.text}
    for value in OTHERWISE[path]:
        after = page_of(changed(Rules(), path, value), language)
        assert after.text not in seen, value
        seen.add(after.text)
        elsewhere = [
            clause.number
            for section, was in zip(after.sections, before.sections, strict=True)
            for clause, other in zip(section.clauses, was.clauses, strict=True)
            if clause != other
        ]
        assert len(elsewhere) == 1, "a setting is told in one clause"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", OTHERWISE, ids=".".join)
def test_the_figures_of_a_setting_are_its_own(language, path):
    for value, figures in OTHERWISE[path].items():
        text = " ".join(say(telling(language), path, value))
        assert set(figures) <= digits(text.replace("\u202f", " ").replace("\xa0", " ")), text


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("table", [("orders", "status"), ("orders", "reasons")])
def test_each_word_of_a_table_is_told(language, table):
    before = page_of(Rules(), language).text
    for word, effect in value_at(Rules(), table).items():
        other = "nothing" if effect != "nothing" else "ask_person"
        assert page_of(changed(Rules(), (*table, word), other), language).text != before
    assert "awaiting_moon" in page_of(changed(Rules(), (*table, "awaiting_moon"), "ask_person"), language).text


@pytest.mark.parametrize("language", languages())
def test_each_choice_reads_differently(language):
    for path, sentences in CHOICES.items():
        told = [tuple(say(telling(language), path, value)) for value in sentences]
        assert len(set(told)) == len(sentences), path


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("path", OTHERWISE, ids=".".join)
def test_an_exception_is_told_with_its_condition_and_its_figures(language, path):
    value = next(iter(OTHERWISE[path]), value_at(Rules(), path))
    exception = PolicyException(Condition(method=("pix", "boleto")), ((path, value),))
    page = page_of(Rules(), language, [exception])

    assert page.exceptions[0].sentences == tuple(say(telling(language), path, value))
    assert "pix" in page.exceptions[0].condition
    assert "boleto" in page.exceptions[0].condition


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("key", ["method", "gateway", "provider", "service"])
def test_each_condition_is_told(language, key):
    exception = PolicyException(Condition(**{key: ("northern",)}), ((("deposits", "refundable"), "never"),))
    page = page_of(Rules(), language, [exception])

    assert "northern" in page.exceptions[0].condition
    assert page.exceptions[0].condition != page_of(Rules(), language, [_other(key)]).exceptions[0].condition


def _other(key):
    other = "service" if key != "service" else "method"
    return PolicyException(Condition(**{other: ("northern",)}), ((("deposits", "refundable"), "never"),))


def test_one_word_of_a_table_can_be_an_exception():
    exception = PolicyException(Condition(provider=("south",)), ((("orders", "status", "partial"), "ask_person"),))

    assert page_of(Rules(), "en", [exception]).exceptions[0].sentences == ("Partly delivered: a person decides.",)


@pytest.mark.parametrize("slug", TENANTS)
@pytest.mark.parametrize("language", languages())
def test_the_page_of_a_shipped_tenant_is_whole(slug, language):
    tenant = load_tenant(ROOT / "tenants" / slug)
    words = words_of(language)
    tell = Telling(words, Figures(words.locale, tenant.calendar.zone), tenant.currency)
    for versions in tenant.policies.values():
        for version in versions:
            page = make_page(tell, tenant, version)
            numbers = [clause.number for section in page.sections for clause in section.clauses]

            assert len(numbers) == len(set(numbers)) == 22
            assert all(clause.sentences for section in page.sections for clause in section.clauses)
            assert len(page.exceptions) == len(version.exceptions)
            assert "{" not in page.text
            assert "duration-" not in page.text
            for path in set(settings_of()) - {("order_refunds", "window"), ("orders", "customer_cancel", "after")}:
                for sentence in say(tell, path, value_at(version.rules, path)):
                    assert sentence in page.text


@pytest.mark.parametrize("slug", TENANTS)
def test_the_page_of_a_shipped_tenant_reads_as_it_was_read(slug):
    """Looked at by a person once, word by word; a change is looked at again."""
    tenant = load_tenant(ROOT / "tenants" / slug)
    words = words_of("en")
    tell = Telling(words, Figures(words.locale, tenant.calendar.zone), tenant.currency)
    page = make_page(tell, tenant, tenant.policies["default"][-1])
    file = Path(__file__).parent / "pages" / f"{slug}.txt"

    assert page.text.replace("\xa0", " ") + "\n" == file.read_text(encoding="utf-8")


def test_a_clause_has_a_place_that_reasons_can_point_to():
    page = page_of(Rules())
    anchors = {clause.anchor for section in page.sections for clause in section.clauses}
    anchors |= {section.anchor for section in page.sections}

    wanted = ["2.1", "2.2a", "2.2b", "2.2c", "2.3", "2.4", "3.3", "4", "5", "6", "6.1", "6.2"]
    assert {anchor_of(clause) for clause in wanted} <= anchors


def test_there_is_no_limit_on_what_cannot_be_asked_for():
    never = changed(Rules(), ("order_refunds", "withdrawable"), "never")
    limited = changed(never, ("order_refunds", "window"), Window("returned", within=Span(Unit.DAYS, 9)))

    assert "There is no time limit for asking." in page_of(Rules()).text
    assert "There is no time limit for asking." not in page_of(never).text
    assert "Time to ask: 9 days" in page_of(limited).text
    cannot = changed(Rules(), ("orders", "customer_cancel", "allowed"), "never")
    waits = changed(cannot, ("orders", "customer_cancel", "after"), Span(Unit.DAYS, 9))
    assert "as soon as you have placed" not in page_of(cannot).text
    assert "9 days after placing the order" in page_of(waits).text


def test_hosts_and_what_is_left_out_are_named():
    first = page_of(Rules()).sections[0].clauses[0]

    assert first.sentences == (
        "It holds for: smmpanelus.com and everything below smmpanelus.com.",
        "It does not hold for: blog.smmpanelus.com and everything below blog.smmpanelus.com.",
    )


def test_a_policy_is_told_where_it_governs():
    tenant = load_tenant(ROOT / "tenants/smmpanelus")
    other = replace(tenant.sites[0], hosts=("other.example",), policy="other", excluded=())
    tenant = replace(tenant, sites=(*tenant.sites, other), policies=MappingProxyType(dict(tenant.policies)))

    page = make_page(telling(), tenant, PolicyVersion("other", date(2025, 8, 29)))

    assert page.sections[0].clauses[0].sentences == ("It holds for: other.example.",)


def test_which_version_counts_is_the_tenant_s_choice():
    tenant = load_tenant(ROOT / "tenants/smmpanelus")
    version = tenant.policies["default"][0]
    at_deposit = make_page(telling(), tenant, version)
    at_request = make_page(telling(), replace(tenant, governing="at_request"), version)

    assert "on the day when it was credited" in at_deposit.text
    assert "on the day when you ask" in at_request.text


def test_settings_of_a_table_are_one_setting_or_many():
    assert ("deposits", "window") in set(settings_of())
    assert ("deposits", "minimum", "requested") in set(settings_of())
    assert value_at(Rules(), ("review", "within")) == Span(Unit.WORKING_DAYS, 5)
