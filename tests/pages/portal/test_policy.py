"""The policy page: anybody reads it, in the language of the browser, in force or as it was."""

import shutil
from contextlib import ExitStack

import pytest
from tests.pages.browser import Browser
from tests.web.panel import ROOT, Installed


@pytest.fixture
def moved(tmp_path):
    """An installation whose files may be changed before it starts."""
    for tenant in (ROOT / "tenants").iterdir():
        shutil.copytree(tenant, tmp_path / "tenants" / tenant.name)
    return tmp_path


@pytest.fixture
def browser_on():
    """A browser on an installation of its own."""
    with ExitStack() as started:

        def open_on(root, host="smmpanelus.com", language="en"):
            installed = Installed(root)
            started.callback(installed.close)
            return Browser(installed, host, language)

        yield open_on


def test_anybody_may_read_it(installed):
    page = Browser(installed).open("/policy")

    assert (page.status, page.heading) == (200, "Refund policy")
    assert "In force since August 29, 2025." in page
    assert "Time to ask: 14 days from the moment when the deposit was credited." in page
    assert "Sign out" not in page


def test_a_customer_reads_it_among_their_pages(browser):
    page = browser.open("/policy")

    assert page.status == 200
    assert "Sign out" in page.buttons or "Sign out" in page


def test_each_brand_has_its_own(installed):
    page = Browser(installed, "lumenreach.example").open("/policy")

    assert "Our own fee is 2.5% of each refund, rounded up." in page
    assert "Paid by: crypto currency" in page
    assert "SmmPanelUS" not in page


def test_it_is_in_the_language_of_the_visitor(installed):
    page = Browser(installed, "lumenreach.example", "de").open("/policy")

    assert page.heading == "Erstattungsrichtlinie"
    assert page.tree.find("html")["lang"] == "de"
    assert "Unsere eigene Gebühr: 2,5 % jeder Erstattung, aufgerundet." in page


def test_in_arabic_it_is_written_from_the_right(moved, browser_on):
    file = moved / "tenants/smmpanelus/tenant.toml"
    file.write_text(file.read_text().replace('languages = ["en"]', 'languages = ["en", "ar"]'))
    page = browser_on(moved, language="ar").open("/policy")

    assert (page.tree.find("html")["dir"], page.heading) == ("rtl", "سياسة الاسترداد")
    assert "14 يومًا" in page
    assert "\u2068smmpanelus.com\u2069" in page.html


def test_every_clause_has_a_place_to_point_at(installed):
    page = Browser(installed).open("/policy")

    assert page.tree.find("h3", id="clause-2.2a").text == "2.2a Until when you can ask"
    for link in page.main.every("a"):
        if link["href"].startswith("#"):
            assert page.tree.find(id=link["href"][1:])


def test_older_and_coming_versions_can_be_read(moved, browser_on):
    policies = moved / "tenants/smmpanelus/policies/default"
    (policies / "2026-08-01.toml").write_text('[deposits]\nwindow = { from = "credited", within = { days = 21 } }\n')
    (policies / "2030-01-01.toml").write_text('[deposits]\nwindow = { from = "credited", within = { days = 7 } }\n')
    browser = browser_on(moved)

    assert "Time to ask: 21 days" in browser.open("/policy")
    assert "August 1, 2026 · in force" in browser.page
    assert "January 1, 2030 · to come" in browser.page
    older = browser.follow("August 29, 2025")
    assert "This is an older version, in force from August 29, 2025 on." in older
    assert "Time to ask: 14 days" in older
    assert "Time to ask: 21 days" in browser.follow("Read the version in force")
    coming = browser.follow("January 1, 2030")
    assert "This version is not in force yet. It holds from January 1, 2030 on." in coming
    assert coming.tree.find("a", aria_current="page")["href"] == "/policy/default@2030-01-01"


def test_a_version_that_is_not_there_is_not_found(installed):
    assert Browser(installed).open("/policy/default@1999-01-01").status == 404
    assert Browser(installed).open("/policy/..%2Fother").status == 404


def test_a_figure_that_changes_in_the_file_changes_on_the_page(moved, browser_on):
    file = moved / "tenants/lumenreach/policies/default/2026-01-01.toml"
    before = browser_on(moved, "lumenreach.example").open("/policy").text
    file.write_text(file.read_text().replace('fixed = "0.50"', 'fixed = "0.75"'))
    after = browser_on(moved, "lumenreach.example").open("/policy").text

    assert "Our own fixed fee, once per request: €0.50." in before
    assert after == before.replace("€0.50", "€0.75")
